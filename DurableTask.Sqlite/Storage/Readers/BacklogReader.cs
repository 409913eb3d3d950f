using DurableTask.Core;
using DurableTask.Sqlite.Codec;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>Reads which work waits in the file: instances by row, and activities.</summary>
internal sealed class BacklogReader(ReadConnections connections)
{
    /// <summary>Rows after <paramref name="last"/> of instances that are ready to start.</summary>
    public List<long> PendingRows(long last, int limit) => Rows(
        "SELECT row FROM instances WHERE status = 6 AND start_at IS NULL AND row > ?1 ORDER BY row LIMIT ?2",
        last,
        limit);

    /// <summary>Rows after <paramref name="last"/> of instances that have messages and may start.</summary>
    public List<long> InboxRows(long last, int limit) => Rows(
        "SELECT DISTINCT row FROM inbox WHERE row > ?1 AND NOT EXISTS (" +
        "SELECT 1 FROM instances WHERE instances.row = inbox.row AND start_at IS NOT NULL) ORDER BY row LIMIT ?2",
        last,
        limit);

    /// <summary>Activities after a number, in their order.</summary>
    public List<ActivityEntry> Tasks(long last, int limit) => connections.Read(database =>
    {
        using var statement = database.Cached(
            "SELECT seq, row, body, deaths FROM tasks WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        statement.Bind(1, last).Bind(2, limit);
        var tasks = new List<ActivityEntry>();
        while (statement.Step())
        {
            var body = statement.Bytes(2);
            var message = body.Length <= RetainedMessage.MaxBody ? TryDecode(body) : null;
            tasks.Add(new ActivityEntry(statement.Number(0), statement.Number(1), message, (int)statement.Number(3)));
        }

        return tasks;
    });

    /// <summary>The message of an activity; null if it is gone.</summary>
    public TaskMessage? TaskMessage(long sequence) => connections.Read(database =>
    {
        using var statement = database.Cached("SELECT body FROM tasks WHERE seq = ?1");
        return statement.Bind(1, sequence).Step() ? MessageCodec.Decode(statement.Bytes(0)) : null;
    });

    /// <summary>Whether the instance of an activity has not ended.</summary>
    public bool IsAwaited(ActivityEntry activity) => connections.Read(database =>
    {
        using var statement = database.Cached("SELECT 1 FROM instances WHERE row = ?1 AND completed IS NULL");
        return statement.Bind(1, activity.Row).Step();
    });

    // A message that can't be decoded must not delay the page: the dispatcher decodes it again and gets the error.
    private static TaskMessage? TryDecode(byte[] body)
    {
        try
        {
            return MessageCodec.Decode(body);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private List<long> Rows(string sql, long last, int limit) => connections.Read(database =>
    {
        using var statement = database.Cached(sql);
        statement.Bind(1, last).Bind(2, limit);
        var rows = new List<long>();
        while (statement.Step())
            rows.Add(statement.Number(0));
        return rows;
    });
}
