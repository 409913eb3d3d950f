using EmbeddedFunctions.Invocation;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// The log of the Durable Task Framework, without its lines about work items that are abandoned after a host fault: it
/// calls each an unhandled exception, with a stack trace, even in an orderly stop. The task hub has logged the reason.
/// </summary>
internal sealed class FrameworkLoggers(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Filter(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>The inner factory belongs to the app, which disposes it.</summary>
    public void Dispose()
    {
    }

    private sealed class Filter(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel < LogLevel.Warning
                || !formatter(state, exception).Contains(HostFault.Reason, StringComparison.Ordinal))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
