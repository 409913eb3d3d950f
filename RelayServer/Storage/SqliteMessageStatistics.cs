using DurableTask.Sqlite;
using DurableTask.Sqlite.Searching;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Statistics;

namespace RelayServer.Storage;

/// <summary>Counts messages with the index of the store.</summary>
internal sealed class SqliteMessageStatistics(SqliteOrchestrationService store) : IMessageStatistics
{
    /// <summary>
    /// The maximum number of messages that one count reads, to find when they were due and which gateways they failed
    /// at; the index has neither. They are the ones that were accepted first, so another message may have been due for
    /// longer.
    /// </summary>
    private const int MaxRead = 50;

    public async Task<MessageStatistics> ReadAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken) =>
        new(await CountsAsync(client, await store.CountAsync(from.UtcDateTime), cancellationToken), IsComplete: true);

    public async Task<MessageStatistics> ReadRecentAsync(
        DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var counts = await store.CountRecentAsync(from.UtcDateTime, MessageSearchStates.Unended);
        return new MessageStatistics(await CountsAsync(client, counts, cancellationToken), IsComplete: false)
        {
            FailedOver = await FailedOverAsync(client, counts, from, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<MessageCount>> FailedOverAsync(
        DurableTaskClient client, IEnumerable<SearchCount> counts, DateTimeOffset from,
        CancellationToken cancellationToken)
    {
        var tally = new FailoverTally(from);
        foreach (var count in counts)
        {
            if (MessageSearchStates.Parse(count.State).Kind != MessageKind.FailedOver)
                continue;

            var newest = QueryOf(count) with { From = from.UtcDateTime };
            tally.Add(await KeysAsync(client, newest, cancellationToken), count.Recent);
        }

        return tally.Counts;
    }

    private async Task<MessageCount[]> CountsAsync(
        DurableTaskClient client, IReadOnlyList<SearchCount> counts, CancellationToken cancellationToken)
    {
        var messages = new MessageCount[counts.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            var message = messages[i] = CountOf(counts[i]);
            if (message is not { Kind: MessageKind.Due or MessageKind.FailedOver, IsWaiting: true })
                continue;

            var oldest = QueryOf(counts[i]) with { IsOldestFirst = true };
            var waiting = await KeysAsync(client, oldest, cancellationToken);
            // They may all have ended meanwhile.
            var due = waiting.Min(keys => (DateTimeOffset?)keys.DueAt) ?? store.TimeProvider.GetUtcNow();
            messages[i] = message with { OldestDueAt = due };
        }

        return messages;
    }

    private static SearchQuery QueryOf(SearchCount count) =>
        new() { Group = count.Group, States = [count.State], PageSize = MaxRead };

    private async Task<List<MessageKeys>> KeysAsync(
        DurableTaskClient client, SearchQuery query, CancellationToken cancellationToken)
    {
        var page = await store.SearchAsync(query);
        var messages = new List<MessageKeys>(page.InstanceIds.Count);
        foreach (var id in page.InstanceIds)
        {
            var message = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
            if (message is not null && MessageKeys.Of(message) is { } keys)
                messages.Add(keys);
        }

        return messages;
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
