using RelayFunctions.Messages;

namespace RelayFunctions.Overviews;

/// <summary>What one gateway's messages do.</summary>
/// <param name="Name">The gateway.</param>
/// <param name="Counts">Its messages by status.</param>
/// <param name="LastHour">Those that were accepted in the last hour.</param>
internal sealed record GatewayOverview(
    string Name, IReadOnlyDictionary<MessageState, long> Counts, IReadOnlyDictionary<MessageState, long> LastHour)
{
    /// <summary>
    /// Since when its oldest message waits: its acceptance, or its <c>deliverAt</c>; null for none that is due.
    /// </summary>
    public DateTimeOffset? OldestWaitingAt { get; init; }

    /// <summary>Requests under way, from the process that answers.</summary>
    public int InFlight { get; init; }

    /// <summary>
    /// When it opens again after it said "not now", as the process that answers sees it; null while it is open.
    /// </summary>
    public DateTimeOffset? ClosedUntil { get; init; }
}
