namespace RelayFunctions.Messages.Statistics;

/// <summary>How many messages there are.</summary>
/// <param name="Counts">A count for each gateway, status and kind that has messages.</param>
/// <param name="IsComplete">
/// Whether all messages were counted; otherwise only those that wait and those of the counted minutes, up to a bound.
/// </param>
public sealed record MessageStatistics(IReadOnlyList<MessageCount> Counts, bool IsComplete)
{
    /// <summary>
    /// Messages of the counted minutes that failed permanently at a gateway and went on to their next, by the gateway
    /// that failed. Only a recent count has them; a large number is estimated.
    /// </summary>
    public IReadOnlyList<MessageCount> FailedOver { get; init; } = [];
}
