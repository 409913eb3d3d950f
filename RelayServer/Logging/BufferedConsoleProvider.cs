using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;

namespace RelayServer.Logging;

/// <summary>Formats log entries with <see cref="ReadableFormatter"/> and writes them to the buffered console.</summary>
[ProviderAlias("Console")]
internal sealed class BufferedConsoleProvider(BufferedConsole console, ReadableFormatter formatter) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, name => new BufferedLogger(name, console, formatter));

    public void Dispose() => console.Dispose();

    private sealed class BufferedLogger(string category, BufferedConsole console, ReadableFormatter formatter) : ILogger
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
            var line = _line ??= new StringWriter();
            formatter.Write(
                new LogEntry<TState>(logLevel, category, eventId, state, exception, format), line);
            var text = line.GetStringBuilder();
            if (text.Length == 0)
                return;
            console.Write(text.ToString(), isUrgent: logLevel >= LogLevel.Warning);
            text.Clear();
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
