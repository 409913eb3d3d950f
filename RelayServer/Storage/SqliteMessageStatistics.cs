using DurableTask.Sqlite;
using DurableTask.Sqlite.Searching;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Statistics;

namespace RelayServer.Storage;

/// <summary>Counts messages by the index of the store.</summary>
internal sealed class SqliteMessageStatistics(SqliteOrchestrationService store) : IMessageStatistics
{
    /// <summary>The index has no <c>deliverAt</c>: so many of the messages that waited for theirs are read.</summary>
    private const int MaxDueRead = 20;

    public async Task<MessageStatistics> ReadAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellation) =>
        new(await CountsAsync(client, await store.CountAsync(from.UtcDateTime), cancellation), IsComplete: true);

    public async Task<MessageStatistics> ReadRecentAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellation) =>
        new(
            await CountsAsync(
                client, await store.CountRecentAsync(from.UtcDateTime, MessageSearchStates.Unended), cancellation),
            IsComplete: false);

    private async Task<MessageCount[]> CountsAsync(
        DurableTaskClient client, IReadOnlyList<SearchCount> counts, CancellationToken cancellation)
    {
        var messages = new MessageCount[counts.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            var message = messages[i] = CountOf(counts[i]);
            if (message is { Kind: MessageKind.Due, IsWaiting: true })
                messages[i] = message with { OldestDueAt = await OldestDueAsync(client, counts[i], cancellation) };
        }

        return messages;
    }

    private async Task<DateTimeOffset> OldestDueAsync(
        DurableTaskClient client, SearchCount count, CancellationToken cancellation)
    {
        var page = await store.SearchAsync(
            new SearchQuery { Group = count.Group, States = [count.State], PageSize = MaxDueRead });
        var oldest = DateTimeOffset.MaxValue;
        foreach (var id in page.InstanceIds)
        {
            if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation) is { } message
                && MessageKeys.Of(message) is { } keys && keys.DueAt < oldest)
            {
                oldest = keys.DueAt;
            }
        }

        // They may all have ended meanwhile.
        return oldest == DateTimeOffset.MaxValue ? store.TimeProvider.GetUtcNow() : oldest;
    }

    private static MessageCount CountOf(SearchCount count)
    {
        var (status, kind) = MessageSearchStates.Parse(count.State);
        return new MessageCount(
            count.Group,
            status,
            count.Count,
            count.Earliest,
            [.. Enumerable.Range(0, MessageCount.Minutes).Select(minute => count.Recent.GetValueOrDefault(minute))])
        {
            Kind = kind,
            OldestDueAt = count.Earliest,
        };
    }
}
