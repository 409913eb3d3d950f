using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Common;

/// <summary>
/// Ignores exceptions of a logger, for instance on a full disk: they would end the writer's thread, and thus the
/// process.
/// </summary>
internal sealed class SafeLogger(ILogger logger) : ILogger
{
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // A failure of the logger can be reported nowhere else.
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    IDisposable ILogger.BeginScope<TState>(TState state) => logger.BeginScope(state);
}
