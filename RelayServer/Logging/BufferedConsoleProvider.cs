using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace RelayServer.Logging;

/// <summary>Formats log entries and writes them to the buffered console.</summary>
/// <param name="console">The console.</param>
/// <param name="chosen">The chosen formatter.</param>
/// <param name="readable">
/// Formats an entry if the chosen formatter fails: one of the framework reloads its options, which can then be invalid,
/// and an exception would be the caller's.
/// </param>
[ProviderAlias("Console")]
internal sealed class BufferedConsoleProvider(
    BufferedConsole console, ConsoleFormatter chosen, ReadableFormatter readable) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, name => new BufferedLogger(name, this));

    public void Dispose() => console.Dispose();

    private void Write<TState>(in LogEntry<TState> entry, StringWriter line)
    {
        try
        {
            chosen.Write(entry, scopeProvider: null, line);
        }
        catch (Exception)
        {
            line.GetStringBuilder().Clear();
            readable.Write(entry, scopeProvider: null, line);
        }

        var text = line.GetStringBuilder();
        if (text.Length == 0)
            return;
        console.Write(text.ToString(), isUrgent: entry.LogLevel >= LogLevel.Warning);
        text.Clear();
    }

    private sealed class BufferedLogger(string category, BufferedConsoleProvider provider) : ILogger
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
            var entry = new LogEntry<TState>(logLevel, category, eventId, state, exception, format);
            provider.Write(entry, _line ??= new StringWriter());
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
