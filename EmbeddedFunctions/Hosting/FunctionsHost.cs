using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Hosting;

/// <summary>
/// Keeps the order of start and stop. Once the server listens, the real address is published; then the runners start,
/// because they may call the app under that address. At a stop, the server and the runners stop at the same time: none
/// of them uses up the time that the others have for their calls to end.
/// </summary>
internal sealed partial class FunctionsHost(
    IServer server,
    OwnAddress ownAddress,
    FunctionCatalogue functions,
    IEnumerable<IFunctionRunner> runners,
    ILogger<FunctionsHost> logger) : IHostedLifecycleService
{
    private Task _stopping = Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        ownAddress.Publish(addresses);
        var listening = string.Join(", ", addresses);
        LogServing(functions.All.Count, listening);
        if (functions.Disabled.Count > 0)
        {
            var disabled = string.Join(", ", functions.Disabled);
            LogNotServing(disabled);
        }

        foreach (var runner in runners)
            await runner.StartAsync(cancellationToken);
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = Task.WhenAll(runners.Select(runner => runner.StopAsync(cancellationToken)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving {Count} functions on {Addresses}")]
    private partial void LogServing(int count, string addresses);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Disabled by settings: {Functions}")]
    private partial void LogNotServing(string functions);
}
