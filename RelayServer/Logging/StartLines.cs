using RelayServer.Storage;

namespace RelayServer.Logging;

/// <summary>Says, once the server listens, which file holds the messages.</summary>
internal sealed partial class StartLines(
    IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<StartLines> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => LogStore(logger, SqliteStorage.FilePath(configuration)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Messages are kept in {File}")]
    private static partial void LogStore(ILogger logger, string file);
}
