using RelayFunctions.Messages;

namespace RelayFunctions.Overviews;

/// <summary>The messages and the state of one gateway.</summary>
/// <param name="Name">The gateway.</param>
/// <param name="Counts">Its messages by status.</param>
/// <param name="LastHour">Those that were accepted in the last hour.</param>
internal sealed record GatewayOverview(
    string Name, IReadOnlyDictionary<MessageState, long> Counts, IReadOnlyDictionary<MessageState, long> LastHour)
{
    /// <summary>
    /// The time since which its oldest due message has waited: its acceptance or its <c>deliverAt</c>; null if none is
    /// due.
    /// </summary>
    public DateTimeOffset? OldestWaitingAt { get; init; }

    /// <summary>Requests under way in the process that serves the overview.</summary>
    public int InFlight { get; init; }

    /// <summary>
    /// When it opens again after it throttled a request, in the process that serves the overview; null while it is
    /// open.
    /// </summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>Whether the catalogue pauses it, so that its messages wait; null if not.</summary>
    public bool? Paused { get; init; }
}
