using DurableTask.Sqlite;
using DurableTask.Sqlite.Searching;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Statistics;

namespace RelayServer.Storage;

/// <summary>Counts messages by the index of the store.</summary>
internal sealed class SqliteMessageStatistics(SqliteOrchestrationService store) : IMessageStatistics
{
    public async Task<MessageStatistics> ReadAsync(DurableTaskClient client, DateTimeOffset from, CancellationToken cancellation) =>
        new([.. (await store.CountAsync(from.UtcDateTime)).Select(CountOf)], IsComplete: true);

    private static MessageCount CountOf(SearchCount count) => new(
        count.Group,
        Enum.Parse<MessageState>(count.State),
        count.Count,
        count.Earliest,
        [.. Enumerable.Range(0, MessageCount.Minutes).Select(minute => count.Recent.GetValueOrDefault(minute))]);
}
