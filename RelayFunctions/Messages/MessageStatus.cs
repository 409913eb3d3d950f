using RelayFunctions.Delivery;

namespace RelayFunctions.Messages;

/// <summary>The answer to <c>GET /messages/{id}</c>. The message's text is no part of it.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Gateway">The gateway it is for.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
internal sealed record MessageStatus(string Id, MessageState Status, string? Gateway, DateTimeOffset AcceptedAt)
{
    /// <summary>When the next attempt starts; while it waits.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it came to its end; once it has.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed; where it did.</summary>
    public string? Error { get; init; }

    /// <summary>The attempts so far.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];
}
