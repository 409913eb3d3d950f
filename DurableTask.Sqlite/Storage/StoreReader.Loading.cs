using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Operations;

namespace DurableTask.Sqlite.Storage;

/// <content>An instance with its history and its messages.</content>
internal sealed partial class StoreReader
{
    /// <summary>An instance that has something to do; null where it is gone, has ended or may not start yet.</summary>
    /// <param name="row">The instance.</param>
    /// <param name="maxInboxBytes">How much of its messages is read; but the first in any case.</param>
    public LoadedInstance? Load(long row, long maxInboxBytes) => ReadSnapshot(database =>
    {
        using var statement = database.Cached(
            $"SELECT status, custom_status, id, execution_id, name, {HistoryKey.StartOfInstance} FROM instances " +
            "WHERE row = ?1 AND completed IS NULL AND start_at IS NULL");
        if (!statement.Bind(1, row).Step())
            return null;

        var isPending = statement.Number(0) == (long)OrchestrationStatus.Pending;
        var start = ReadStart(statement, 2, out var startBytes);
        var inbox = ReadInbox(database, row, maxInboxBytes, out var inboxBytes, out var isMore);
        var rest = new HistoryContext((ExecutionStartedEvent)start.Event);
        var events = ReadHistory(database, row, rest, out var episodes, out var bytes);
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

    /// <summary>From the columns id, execution id, name and start message, in this order.</summary>
    private static TaskMessage ReadStart(SqliteStatement statement, int column, out int bytes)
    {
        var instance = new OrchestrationInstance
        {
            InstanceId = statement.Text(column),
            ExecutionId = statement.Text(column + 1),
        };
        var body = statement.Bytes(column + 3);
        bytes = body.Length;
        return StartCodec.Decode(body, instance, statement.Text(column + 2)!);
    }

    private static List<HistoryEvent> ReadHistory(
        SqliteDatabase database, long row, HistoryContext rest, out int episodes, out long bytes)
    {
        using var statement = database.Cached("SELECT key, body FROM history WHERE key > ?1 AND key <= ?2 ORDER BY key");
        statement.Bind(1, HistoryKey.First(row)).Bind(2, HistoryKey.Last(row));
        var events = new List<HistoryEvent>();
        (episodes, bytes) = (0, 0);
        while (statement.Step())
        {
            var body = statement.Bytes(1);
            HistoryCodec.Decode(body, rest, events);
            episodes = HistoryKey.EpisodeOf(statement.Number(0));
            bytes += body.Length;
        }

        return events;
    }
}
