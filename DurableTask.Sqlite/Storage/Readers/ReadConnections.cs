using System.Collections.Concurrent;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>The connections that read the file, each used by one caller at a time.</summary>
internal sealed class ReadConnections(string path) : IDisposable
{
    private readonly ConcurrentBag<SqliteDatabase> _free = [];
    private volatile bool _isDisposed;

    public void Dispose()
    {
        _isDisposed = true;
        while (_free.TryTake(out var database))
            database.Dispose();
    }

    /// <summary>Reads with several statements that see one snapshot; a single statement has its own.</summary>
    public T ReadSnapshot<T>(Func<SqliteDatabase, T> read) => Read(database =>
    {
        database.Cached("BEGIN").Execute();
        var result = read(database);
        database.Cached("COMMIT").Execute();
        return result;
    });

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public T Read<T>(Func<SqliteDatabase, T> read)
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

    private void GiveBack(SqliteDatabase database)
    {
        _free.Add(database);
        if (_isDisposed)
            Dispose();
    }
}
