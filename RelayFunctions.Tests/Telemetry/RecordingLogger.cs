using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>Keeps every line that is logged and lets a test wait for one.</summary>
internal sealed class RecordingLogger : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Returns the next line with this beginning, from now on.</summary>
    public Task<string> Next(string start)
    {
        var awaited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[start] = awaited;
        return awaited.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception) + exception;
        _lines.Enqueue(line);
        foreach (var (start, awaited) in _awaited)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                awaited.TrySetResult(line);
        }
    }

    public void Dispose()
    {
    }
}
