using Microsoft.Extensions.Logging;

namespace RelayFunctions.Hosting;

/// <summary>
/// Writes to the worker's standard output, which the Functions host copies to its own log (category
/// <c>Host.Function.Console</c>), the lines that would not be shown otherwise: those logged outside of a function's
/// call, and those of level Information and below. In a call, the Durable extension writes several lines into the
/// category of each function, so host.json shows only warnings of that category. Those reach the host over gRPC.
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
        // The output belongs to the process.
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
        // One write per line, so that lines of different threads don't mix.
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
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && (logLevel <= LogLevel.Information || !console.IsInCall()))
            {
                console.Write(
                    logLevel,
                    exception is null ? formatter(state, null) : $"{formatter(state, exception)} | {exception}");
            }
        }
    }
}
