using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.WorkerHost;

/// <summary>Writes what components of the host log into its <see cref="HostLog"/>.</summary>
internal sealed class HostLogProvider(HostLog log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new CategoryLogger(log, categoryName);

    public void Dispose()
    {
    }

    private sealed class CategoryLogger(HostLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add(new HostLogLine(category, logLevel, $"{formatter(state, exception)} {exception}".TrimEnd()));
    }
}
