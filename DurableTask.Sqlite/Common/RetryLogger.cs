using DurableTask.Sqlite.Database;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Common;

/// <summary>
/// Bounds the lines about work that the store tries again every second: while the disk fails, each instance would have
/// a line with a stack trace each second. A write that meets a damaged page is tried again ever more rarely: each of
/// its lines is written, since it names what is damaged.
/// </summary>
internal sealed class RetryLogger(ILogger logger, TimeProvider time) : ILogger
{
    private readonly RepeatedErrors _errors = new(time);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is null || StoreErrors.IsDamage(exception) || !Common.Log.OfRetries.Contains(eventId.Id))
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        // A single write fails for a reason of its own.
        var subject = eventId.Id == Common.Log.OfAWrite ? formatter(state, null) : null;
        if (_errors.Add(eventId, exception, subject) is not { } count)
            return;

        if (count == 1)
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        else
        {
            logger.Log(
                logLevel,
                eventId,
                state,
                exception: null,
                (line, _) =>
                    $"{formatter(line, exception)} ({count} times since the last such line: {exception.Message})");
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    IDisposable ILogger.BeginScope<TState>(TState state) => logger.BeginScope(state);
}
