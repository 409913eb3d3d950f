using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <summary>
/// Logs failed writes. While the store fails for one reason, such as a full disk, each write fails: then it logs at most
/// once in ten seconds, with the number of writes, and without a stack trace. The writer's thread calls it.
/// </summary>
internal sealed class WriteFailureLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private string? _reason;
    private long _loggedAt;
    private int _unlogged;

    /// <param name="count">How many writes failed together.</param>
    /// <param name="operation">The first of them.</param>
    /// <param name="error">What their callers get.</param>
    public void OnFailed(int count, object operation, Exception error)
    {
        var isOfStore = error is StoreWriteException && !StoreErrors.IsDamage(error);
        if (isOfStore && error.Message == _reason && time.GetElapsedTime(_loggedAt) < Interval)
        {
            _unlogged += count;
            return;
        }

        logger.WritesFailed(count + _unlogged, operation, error.Message, isOfStore ? null : error);
        (_reason, _loggedAt, _unlogged) = (isOfStore ? error.Message : null, time.GetTimestamp(), 0);
    }
}
