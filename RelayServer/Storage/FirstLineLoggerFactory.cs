namespace RelayServer.Storage;

/// <summary>
/// Cuts messages down to their first line: the engine's log lines about an unreachable account contain the stack traces
/// of all tries, 20 KB each.
/// </summary>
internal sealed class FirstLineLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new FirstLineLogger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>The inner factory belongs to the host, which disposes it.</summary>
    public void Dispose()
    {
    }

    private sealed class FirstLineLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => inner.Log(
                logLevel, eventId, state, exception, (s, e) => formatter(s, e).Split('\n', 2)[0].TrimEnd());
    }
}
