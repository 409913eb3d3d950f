using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>Loads an instance with its history and its messages.</summary>
internal sealed class InstanceLoader(ReadConnections connections)
{
    /// <summary>Loads an instance; null if it is gone, has ended or may not start yet.</summary>
    /// <param name="row">The instance.</param>
    /// <param name="maxInboxBytes">
    /// How many bytes of its messages are read; the first message is read in any case.
    /// </param>
    public LoadedInstance? Load(long row, long maxInboxBytes) => connections.ReadSnapshot(database =>
    {
        using var statement = database.Cached(
            $"SELECT status, custom_status, id, execution_id, name, {HistoryKey.StartOfInstance} FROM instances " +
            "WHERE row = ?1 AND completed IS NULL AND start_at IS NULL");
        if (!statement.Bind(1, row).Step())
            return null;

        var isPending = statement.Number(0) == (long)OrchestrationStatus.Pending;
        var start = InstanceRows.ReadStart(statement, 2, out var startBytes);
        var inbox = ReadInbox(database, row, maxInboxBytes, out var inboxBytes, out var isMore);
        var context = new HistoryContext((ExecutionStartedEvent)start.Event);
        var events = InstanceRows.ReadHistory(database, row, context, out var episodes, out var bytes);
        var runtime = new OrchestrationRuntimeState(events) { Status = statement.Text(1) };
        return new LoadedInstance(
            isPending ? start : null, runtime, episodes, inbox, isMore, startBytes + inboxBytes + bytes);
    });

    private static List<InboxMessage> ReadInbox(
        SqliteDatabase database, long row, long maxBytes, out long bytes, out bool isMore)
    {
        using var statement = database.Cached("SELECT seq, body FROM inbox WHERE row = ?1 ORDER BY seq");
        statement.Bind(1, row);
        var inbox = new List<InboxMessage>();
        (bytes, isMore) = (0, false);
        while (statement.Step())
        {
            var body = statement.Bytes(1);
            isMore = inbox.Count > 0 && bytes + body.Length > maxBytes;
            if (isMore)
                break;
            inbox.Add(new InboxMessage(statement.Number(0), MessageCodec.Decode(body), body.Length));
            bytes += body.Length;
        }

        return inbox;
    }
}
