using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace RelayServer.Logging;

/// <summary>Formats log entries with the chosen formatter and writes them to the buffered console.</summary>
[ProviderAlias("Console")]
internal sealed class BufferedConsoleProvider(BufferedConsole console, ConsoleFormatter formatter) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, name => new BufferedLogger(name, console, formatter));

    public void Dispose() => console.Dispose();

    private sealed class BufferedLogger(string category, BufferedConsole console, ConsoleFormatter formatter) : ILogger
    {
        [ThreadStatic]
        private static StringWriter? _line;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> format)
        {
            if (IsFailureToStart(eventId))
                return;
            var line = _line ??= new StringWriter();
            formatter.Write(
                new LogEntry<TState>(logLevel, category, eventId, state, exception, format), scopeProvider: null, line);
            var text = line.GetStringBuilder();
            if (text.Length == 0)
                return;
            console.Write(text.ToString(), isUrgent: logLevel >= LogLevel.Warning);
            text.Clear();
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // RelayServerApplication reports it in one line without a stack trace, since the fault is in a setting, not in
        // the code.
        private bool IsFailureToStart(EventId id) =>
            category == "Microsoft.Extensions.Hosting.Internal.Host" && id.Name == "HostedServiceStartupFaulted";
    }
}
