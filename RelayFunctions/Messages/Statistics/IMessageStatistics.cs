using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Statistics;

/// <summary>Counts messages. A host whose store has an index of its own brings an implementation along.</summary>
public interface IMessageStatistics
{
    /// <summary>Counts the messages by gateway, status and kind.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="from">Where the minutes of <see cref="MessageCount.PerMinute"/> begin.</param>
    /// <param name="cancellationToken">Cancels the count.</param>
    Task<MessageStatistics> ReadAsync(DurableTaskClient client, DateTimeOffset from,
    CancellationToken cancellationToken);

    /// <summary>
    /// Counts the messages that have not ended, and of those that have only the ones of the counted minutes: what is
    /// old costs nothing.
    /// </summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="from">Where the minutes of <see cref="MessageCount.PerMinute"/> begin.</param>
    /// <param name="cancellationToken">Cancels the count.</param>
    Task<MessageStatistics> ReadRecentAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken);
}
