using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Statistics;

/// <summary>Counts messages. A host whose store has an index of its own brings an implementation along.</summary>
public interface IMessageStatistics
{
    /// <summary>Counts the messages by gateway and status.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="from">Where the minutes of <see cref="MessageCount.PerMinute"/> begin.</param>
    /// <param name="cancellation">Gives up the count.</param>
    Task<MessageStatistics> ReadAsync(DurableTaskClient client, DateTimeOffset from, CancellationToken cancellation);
}
