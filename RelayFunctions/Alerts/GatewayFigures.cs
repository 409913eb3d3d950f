using RelayFunctions.Messages;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Alerts;

/// <summary>The message counts of one gateway that alerts are evaluated on. Alert messages are excluded.</summary>
/// <param name="Failed">How many of the counted messages failed permanently.</param>
/// <param name="Delivered">How many of the counted messages were delivered.</param>
/// <param name="OldestDueAt">When the oldest waiting message was due; null if none waits.</param>
/// <param name="HasDeliveredSince">
/// Whether a message accepted in a later minute than all failed messages was delivered.
/// </param>
internal sealed record GatewayFigures(long Failed, long Delivered, DateTimeOffset? OldestDueAt, bool HasDeliveredSince)
{
    /// <summary>How many of the failed messages went on to their next gateway.</summary>
    public long FailedOver { get; init; }

    /// <summary>Whether messages failed that had no next gateway to go on to.</summary>
    public bool HasFinalFailures => Failed > FailedOver;

    /// <summary>The share of failures among the messages that have ended; 0 if none has.</summary>
    public double Share => Failed == 0 ? 0 : (double)Failed / (Failed + Delivered);

    /// <param name="counts">The counts of the gateway.</param>
    /// <param name="failedOver">The counts of the messages that failed at it and went on to their next gateway.</param>
    /// <param name="lookback">How far back messages are counted; rounded up to whole minutes.</param>
    public static GatewayFigures Of(
        IEnumerable<MessageCount> counts, IEnumerable<MessageCount> failedOver, TimeSpan lookback)
    {
        var counted = counts.Where(count => count.Kind != MessageKind.Alert).ToList();
        var failed = PerMinute(counted.Concat(failedOver), MessageState.Failed);
        var wentOn = PerMinute(failedOver, MessageState.Failed);
        var delivered = PerMinute(counted, MessageState.Delivered);
        var minutes = (int)Math.Min(MessageCount.Minutes, Math.Ceiling(lookback.TotalMinutes) + 1);
        return new GatewayFigures(
            failed[^minutes..].Sum(),
            delivered[^minutes..].Sum(),
            counted.Where(count => count.IsWaiting).Min(count => (DateTimeOffset?)count.OldestDueAt),
            Array.FindLastIndex(delivered, count => count > 0) > Array.FindLastIndex(failed, count => count > 0))
        {
            FailedOver = wentOn[^minutes..].Sum(),
        };
    }

    private static long[] PerMinute(IEnumerable<MessageCount> counts, MessageState status) =>
        MessageCount.SumPerMinute(counts.Where(count => count.Status == status));
}
