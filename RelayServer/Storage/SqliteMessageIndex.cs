using DurableTask.Sqlite;
using DurableTask.Sqlite.Searching;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Listing;

namespace RelayServer.Storage;

/// <summary>Finds messages with the index of the store.</summary>
internal sealed class SqliteMessageIndex(SqliteOrchestrationService store) : IMessageIndex
{
    /// <summary>Messages are read in steps, so that a page of long ones ends early.</summary>
    private const int StepSize = 50;

    private const long MaxPageCharacters = 8 * 1024 * 1024;

    public async Task<MessagePage> FindAsync(
        DurableTaskClient client, MessageQuery query, CancellationToken cancellationToken)
    {
        var messages = new List<OrchestrationMetadata>();
        var next = query.Cursor;
        long characters = 0;
        do
        {
            var step = await SearchAsync(query, next, Math.Min(StepSize, query.PageSize - messages.Count));
            foreach (var id in step.InstanceIds)
            {
                // A message that has been deleted meanwhile is omitted.
                if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken) is not { } message)
                    continue;

                messages.Add(message);
                characters += message.SerializedInput?.Length ?? 0;
            }

            next = step.ContinuationToken;
        }
        while (next is not null && messages.Count < query.PageSize && characters < MaxPageCharacters);

        return new MessagePage(messages, next);
    }

    private async Task<SearchPage> SearchAsync(MessageQuery query, string? cursor, int size)
    {
        try
        {
            return await store.SearchAsync(new SearchQuery
            {
                Group = query.Gateway,
                States = query.Statuses.Count == 0
                    ? MessageSearchStates.All
                    : [.. query.Statuses.SelectMany(MessageSearchStates.With)],
                From = query.AcceptedFrom?.UtcDateTime,
                To = query.AcceptedTo?.UtcDateTime,
                IdPrefix = query.IdPrefix,
                PageSize = size,
                ContinuationToken = cursor,
            });
        }
        catch (ArgumentException) when (cursor is not null)
        {
            throw new FormatException("The cursor is not one of this list.");
        }
    }
}
