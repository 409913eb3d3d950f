using RelayServer.Http;
using RelayServer.Storage;

namespace RelayServer.Logging;

/// <summary>
/// Logs, once the server listens, where the messages are kept, and warns if the process has few file descriptors.
/// </summary>
internal sealed partial class StartupLog(
    StoreDescription store,
    DescriptorLimit descriptors,
    IHostApplicationLifetime lifetime,
    ILogger<StartupLog> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(OnStarted);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void OnStarted()
    {
        LogStore(logger, store.Text);
        if (descriptors is { IsLow: true, Descriptors: { } limit, MaxConnections: { } connections })
            LogFewDescriptors(logger, limit, connections);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "This process may have only {Limit} file descriptors (ulimit -n): at most {Connections} callers can be "
            + "connected at once")]
    private static partial void LogFewDescriptors(ILogger logger, long limit, long connections);

    [LoggerMessage(LogLevel.Information, "Messages are kept in {Store}")]
    private static partial void LogStore(ILogger logger, string store);
}
