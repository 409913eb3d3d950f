using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Tests.Hosting;

/// <summary>Keeps the log, one line per entry, as a console would show it.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly ConcurrentQueue<(string End, TaskCompletionSource Written)> _awaited = new();

    public IReadOnlyCollection<string> All => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Write);

    /// <summary>
    /// Completes once a line with this ending is written; call it before the action that writes the line.
    /// </summary>
    public Task Next(string end)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Enqueue((end, written));
        return written.Task;
    }

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        _lines.Enqueue(line);
        foreach (var (end, written) in _awaited)
        {
            if (line.EndsWith(end, StringComparison.Ordinal))
                written.TrySetResult();
        }
    }

    private sealed class Logger(string category, Action<string> write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            write($"{logLevel} {category}: {formatter(state, exception)} {exception}".TrimEnd());
    }
}
