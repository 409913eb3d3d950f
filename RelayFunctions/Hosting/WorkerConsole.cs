using Microsoft.Extensions.Logging;

namespace RelayFunctions.Hosting;

/// <summary>
/// Writes what is logged outside of a function's call to the worker's standard output, which the Functions host takes
/// into its own log (category <c>Host.Function.Console</c>). What is logged in a call reaches the host over gRPC; the rest
/// it would drop.
/// </summary>
internal sealed class WorkerConsole(TextWriter output) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>A pair of the scope that the worker opens around each call.</summary>
    private const string InvocationId = "AzureFunctions_InvocationId";

    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // The output is the process's.
    }

    private bool IsInCall()
    {
        var found = new Found();
        _scopes?.ForEachScope(
            static (scope, found) => found.IsInCall |= scope is IEnumerable<KeyValuePair<string, object>> pairs
                && pairs.Any(pair => pair.Key == InvocationId),
            found);
        return found.IsInCall;
    }

    private void Write(LogLevel level, string text)
    {
        var line = level == LogLevel.Information ? text : $"{level.ToString().ToLowerInvariant()}: {text}";
        // One write a line, so that lines of several threads do not mix.
        output.Write(line.ReplaceLineEndings(" ") + Environment.NewLine);
        output.Flush();
    }

    private sealed class Found
    {
        public bool IsInCall { get; set; }
    }

    private sealed class Logger(WorkerConsole console) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && !console.IsInCall())
                console.Write(logLevel, exception is null ? formatter(state, null) : $"{formatter(state, exception)} | {exception}");
        }
    }
}
