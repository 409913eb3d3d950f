using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage;

/// <summary>Reads the file on connections of its own, each used by one caller at a time.</summary>
internal sealed partial class StoreReader(string path) : IDisposable
{
    private readonly ConcurrentBag<SqliteDatabase> _free = [];
    private volatile bool _isDisposed;

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
    public List<ActivityEntry> Tasks(long last, int limit) => Read(database =>
    {
        using var statement = database.Cached("SELECT seq, row, body, deaths FROM tasks WHERE seq > ?1 ORDER BY seq LIMIT ?2");
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

    /// <summary>An activity's message; null where it is gone.</summary>
    public TaskMessage? TaskMessage(long sequence) => Read(database =>
    {
        using var statement = database.Cached("SELECT body FROM tasks WHERE seq = ?1");
        return statement.Bind(1, sequence).Step() ? MessageCodec.Decode(statement.Bytes(0)) : null;
    });

    public void Dispose()
    {
        _isDisposed = true;
        while (_free.TryTake(out var database))
            database.Dispose();
    }

    // One that can't be read must not hold up the page: whoever takes it finds out.
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

    private List<long> Rows(string sql, long last, int limit) => Read(database =>
    {
        using var statement = database.Cached(sql);
        statement.Bind(1, last).Bind(2, limit);
        var rows = new List<long>();
        while (statement.Step())
            rows.Add(statement.Number(0));
        return rows;
    });

    private void GiveBack(SqliteDatabase database)
    {
        _free.Add(database);
        if (_isDisposed)
            Dispose();
    }

    /// <summary>One snapshot for several statements; a single one has its own.</summary>
    private T ReadSnapshot<T>(Func<SqliteDatabase, T> read) => Read(database =>
    {
        database.Cached("BEGIN").Execute();
        var result = read(database);
        database.Cached("COMMIT").Execute();
        return result;
    });

    private T Read<T>(Func<SqliteDatabase, T> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteOrchestrationService));
        var database = _free.TryTake(out var free) ? free : SqliteDatabase.Open(path, create: false);
        try
        {
            var result = read(database);
            GiveBack(database);
            return result;
        }
        catch (Exception exception)
        {
            database.Dispose();
            if (StoreErrors.IsDamage(exception))
                throw new InvalidDataException(StoreErrors.DamageMessage(path, exception.Message), exception);
            throw;
        }
    }
}
