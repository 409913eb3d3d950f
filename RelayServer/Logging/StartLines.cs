using RelayServer.Storage;

namespace RelayServer.Logging;

/// <summary>Logs where the messages are kept, once the server listens.</summary>
internal sealed partial class StartLines(
    StoreDescription store, IHostApplicationLifetime lifetime, ILogger<StartLines> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => LogStore(logger, store.Text));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Messages are kept in {Store}")]
    private static partial void LogStore(ILogger logger, string store);
}
