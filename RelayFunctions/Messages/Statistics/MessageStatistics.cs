namespace RelayFunctions.Messages.Statistics;

/// <summary>How many messages there are.</summary>
/// <param name="Counts">A count for each gateway, status and kind that has messages.</param>
/// <param name="IsComplete">
/// Whether all messages were counted; else only those that wait and those of the counted minutes, and no more than a
/// bound.
/// </param>
public sealed record MessageStatistics(IReadOnlyList<MessageCount> Counts, bool IsComplete);
