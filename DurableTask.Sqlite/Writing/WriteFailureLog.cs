using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <summary>
/// Logs failed writes. While the store fails for one reason, such as a full disk, each write fails: then it logs at
/// most once in ten seconds, with the number of writes, and without a stack trace. The writer's thread calls it.
/// </summary>
internal sealed class WriteFailureLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private string? _reason;
    private object _operation = "";
    private long _loggedAt;
    private int _unlogged;

    private bool IsLoggedRecently => time.GetElapsedTime(_loggedAt) < Interval;

    /// <param name="count">How many writes failed together.</param>
    /// <param name="operation">The first of them.</param>
    /// <param name="error">The error that their callers receive.</param>
    public void OnFailed(int count, object operation, Exception error)
    {
        var isOfStore = error is StoreWriteException && !StoreErrors.IsDamage(error);
        var isRepeated = isOfStore && error.Message == _reason;
        if (isRepeated)
            _unlogged += count;
        if (isRepeated && IsLoggedRecently)
            return;

        LogRest();
        if (!isRepeated)
            logger.WritesFailed(count, operation, error.Message, isOfStore ? null : error);
        (_reason, _operation, _loggedAt) = (isOfStore ? error.Message : null, operation, time.GetTimestamp());
    }

    /// <summary>Records that a write succeeded, after or between writes that failed.</summary>
    public void OnSucceeded()
    {
        if (_unlogged > 0 && !IsLoggedRecently)
            LogRest();
    }

    private void LogRest()
    {
        if (_unlogged > 0)
            logger.WritesFailed(_unlogged, _operation, _reason!, error: null);
        _unlogged = 0;
    }
}
