using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RelayServer.Storage;

namespace RelayServer.Logging;

/// <summary>Says, once the server listens, where it does and which file holds the messages.</summary>
internal sealed partial class StartLines(
    IServer server, IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<StartLines> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            LogStore(logger, SqliteStorage.FilePath(configuration));
            LogListens(logger, string.Join(", ", server.Features.Get<IServerAddressesFeature>()!.Addresses));
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Relay keeps messages in {File}")]
    private static partial void LogStore(ILogger logger, string file);

    [LoggerMessage(LogLevel.Information, "Relay listens on {Addresses}")]
    private static partial void LogListens(ILogger logger, string addresses);
}
