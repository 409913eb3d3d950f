using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Statistics;

/// <summary>Counts messages. A host whose store has an index provides its own implementation.</summary>
public interface IMessageStatistics
{
    /// <summary>Counts the messages by gateway, status and kind.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="from">Where the minutes of <see cref="MessageCount.PerMinute"/> begin.</param>
    /// <param name="cancellationToken">Cancels the count.</param>
    Task<MessageStatistics> ReadAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>
    /// Counts the messages that have not ended, and those that ended and are of the counted minutes: old messages cost
    /// nothing.
    /// </summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="from">Where the minutes of <see cref="MessageCount.PerMinute"/> begin.</param>
    /// <param name="cancellationToken">Cancels the count.</param>
    Task<MessageStatistics> ReadRecentAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken);
}
