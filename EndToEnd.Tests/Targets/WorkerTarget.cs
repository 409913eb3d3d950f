using EndToEnd.Tests.WorkerHost;

namespace EndToEnd.Tests.Targets;

/// <summary>A worker host with the recording gateway behind its gateways.</summary>
internal sealed class WorkerTarget(FunctionsWorkerHost host, ScriptedGateway gateway) : IAsyncDisposable
{
    public FunctionsWorkerHost Host => host;

    public RelayTarget Target { get; } = new(new HttpClient { BaseAddress = host.Address }, gateway);

    public async ValueTask DisposeAsync()
    {
        Target.Http.Dispose();
        await host.DisposeAsync();
        await gateway.DisposeAsync();
    }
}
