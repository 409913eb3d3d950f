using EmbeddedFunctions.Invocation;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// The log of the Durable Task Framework, without its lines about work items that are abandoned after a host fault: it
/// calls each an unhandled exception, with a stack trace, even in an orderly stop. The task hub has logged the reason.
/// An error that repeats, such as one of a store that can't be written, is logged in full once and then once a minute.
/// </summary>
internal sealed class FrameworkLoggers(ILoggerFactory inner, TimeProvider time) : ILoggerFactory
{
    private readonly RepeatedErrors _errors = new(time);

    public ILogger CreateLogger(string categoryName) => new Filter(inner.CreateLogger(categoryName), _errors);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>The inner factory belongs to the app, which disposes it.</summary>
    public void Dispose()
    {
    }

    private sealed class Filter(ILogger inner, RepeatedErrors errors) : ILogger
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
            if (logLevel < LogLevel.Warning)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            var line = formatter(state, exception);
            if (line.Contains(HostFault.Reason, StringComparison.Ordinal))
                return;

            if (exception is null)
                inner.Log(logLevel, eventId, state, exception, formatter);
            else if (errors.Add(eventId, exception) is { } count)
                inner.Log(logLevel, eventId, state, count == 1 ? exception : null, (_, _) => Shortened(line, count));
        }

        // The framework's lines contain the exception, with its stack trace after the first line break.
        private static string Shortened(string line, int count) =>
            line.Split('\n', 2)[0].TrimEnd() + (count == 1 ? "" : $" ({count} times since the last such line)");
    }
}
