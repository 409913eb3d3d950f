using System.Text.Json.Serialization;

namespace RelayFunctions.Messages.Batches;

/// <summary>The result of one message of a batch.</summary>
internal sealed record BatchItem
{
    /// <summary>The HTTP status that <c>POST /send_message</c> would have had for the message.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>The message's id; null if it was rejected.</summary>
    public string? Id { get; init; }

    /// <summary><c>accepted</c>, or null if it was rejected.</summary>
    public MessageState? Status { get; init; }

    /// <summary>Why it was rejected; null if it was accepted.</summary>
    public string? Detail { get; init; }

    /// <summary>The faults by field; null if no field is at fault.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IDictionary<string, string[]>? Errors { get; init; }
}
