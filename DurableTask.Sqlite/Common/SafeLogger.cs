using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Common;

/// <summary>
/// A log that can't be written, on a full disk for one, is no reason to stop: an exception of the logger's would end
/// the writer, and on its thread the process.
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
            // There is nobody else to tell.
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
