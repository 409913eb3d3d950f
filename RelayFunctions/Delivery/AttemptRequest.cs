using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayFunctions.Delivery;

/// <summary>One attempt to send a message: the input of the activity that makes the request.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Message">The text to deliver.</param>
/// <param name="Gateway">The name of the gateway.</param>
/// <param name="Number">The number of the attempt, from 1.</param>
public sealed record AttemptRequest(string Id, string Message, string Gateway, int Number)
{
    /// <summary>When the message was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>
    /// The end of the pause after the attempt before this one; null if there was none. A backend may fire its timers
    /// early, so the attempt checks the clock itself.
    /// </summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>After this time nothing is sent; null for no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The parameters of the message; null for none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>Whether the message is a notification: a JSON text that reports the end of another message.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNotification { get; init; }

    /// <summary>Where a notification goes; null if a gateway of the catalogue takes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CallbackUrl { get; init; }

    /// <summary>
    /// The <c>traceparent</c> (W3C Trace Context) of the attempt, or, before the attempt starts, of the request that
    /// sent the message; null if its trace is not sampled.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }
}
