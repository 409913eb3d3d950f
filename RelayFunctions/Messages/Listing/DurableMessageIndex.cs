using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Listing;

/// <summary>
/// Finds messages with the queries of the Durable client, which every backend has. The results have no order, so the
/// newest are searched among all that match: first in the last hour, then in the last day, then among all messages.
/// </summary>
internal sealed class DurableMessageIndex(TimeProvider time) : IMessageIndex
{
    /// <summary>The pages include inputs, each of which may be as long as the longest message.</summary>
    private const int StorePageSize = 100;

    /// <summary>The texts of a page's messages, in UTF-16 code units, after which it ends early.</summary>
    private const long MaxPageCharacters = 8 * 1024 * 1024;

    private static readonly TimeSpan[] Windows = [TimeSpan.FromHours(1), TimeSpan.FromDays(1)];

    public async Task<MessagePage> FindAsync(
        DurableTaskClient client, MessageQuery query, CancellationToken cancellationToken)
    {
        var before = query.Cursor is { } cursor ? MessagePosition.Parse(cursor) : (MessagePosition?)null;
        var latest = (before?.AcceptedAt ?? query.AcceptedTo ?? time.GetUtcNow()).ToUniversalTime();
        foreach (var window in Windows)
        {
            // A caller may name the earliest time that exists: the window must not begin before it.
            if (latest - DateTimeOffset.MinValue < window || query.AcceptedFrom >= latest - window)
                break;

            var from = latest - window;
            var page = await SearchAsync(client, query, from, before, cancellationToken);
            if (page.Next is not null)
                return page;
        }

        return await SearchAsync(client, query, query.AcceptedFrom, before, cancellationToken);
    }

    /// <summary>
    /// An instance that continues as new counts as newly created, so a message that was accepted from a time on may
    /// have been created at any time after it.
    /// </summary>
    private static async Task<MessagePage> SearchAsync(
        DurableTaskClient client,
        MessageQuery query,
        DateTimeOffset? from,
        MessagePosition? before,
        CancellationToken cancellationToken)
    {
        var newest = new PriorityQueue<OrchestrationMetadata, MessagePosition>();
        // One message more than the page shows whether there is another page.
        var (capacity, characters) = (query.PageSize + 1, 0L);
        MessagePosition? dropped = null;
        var store = new OrchestrationQuery(CreatedFrom: from, PageSize: StorePageSize, FetchInputsAndOutputs: true)
        {
            InstanceIdPrefix = query.IdPrefix,
        };
        await foreach (var instance in client.GetAllInstancesAsync(store).WithCancellation(cancellationToken))
        {
            if (!MessageId.IsValid(instance.InstanceId))
                continue;

            var status = MessageStatusReader.Read(instance);
            var position = MessagePosition.Of(status);
            if (position.AcceptedAt < from
                || position.CompareTo(before ?? position) > 0
                || position == before
                || (dropped is { } last && position.CompareTo(last) < 0)
                || !Matches(query, status))
            {
                continue;
            }

            newest.Enqueue(instance, position);
            characters += LengthOf(instance);
            while (newest.Count > capacity || (characters > MaxPageCharacters && newest.Count > 2))
            {
                newest.TryDequeue(out var oldest, out var at);
                characters -= LengthOf(oldest!);
                dropped = at;
            }
        }

        return PageOf(newest, dropped is null ? query.PageSize : Math.Min(query.PageSize, newest.Count - 1));
    }

    private static long LengthOf(OrchestrationMetadata instance) => instance.SerializedInput?.Length ?? 0;

    private static bool Matches(MessageQuery query, MessageStatus status) =>
        (query.Gateway is null || query.Gateway == status.Gateway)
        && (query.Statuses.Count == 0 || query.Statuses.Contains(status.Status))
        && !(status.AcceptedAt < query.AcceptedFrom)
        && !(status.AcceptedAt > query.AcceptedTo);

    private static MessagePage PageOf(PriorityQueue<OrchestrationMetadata, MessagePosition> newest, int pageSize)
    {
        var hasMore = newest.Count > pageSize;
        if (hasMore)
            newest.Dequeue();

        string? next = null;
        var page = new List<OrchestrationMetadata>(newest.Count);
        while (newest.TryDequeue(out var instance, out var position))
        {
            // The queue returns the oldest message first, and the next page begins after that one.
            if (hasMore)
                next ??= position.ToCursor();
            page.Add(instance);
        }

        page.Reverse();
        return new MessagePage(page, next);
    }
}
