using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>A worker that is stopped (SIGTERM) in the middle of attempts. Their retries take real minutes.</summary>
public sealed class WorkerStopTests(RelayTargets targets)
{
    private const int Messages = 8;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Worker_StoppedInTheMiddleOfAttempts_UsesUpNone()
    {
        await using var worker = await targets.OwnWorkerAsync("RelayStopped");
        var (target, host) = (worker.Target, worker.Host);
        var gateway = target.Gateway;
        var ids = await Task.WhenAll(Enumerable.Range(0, Messages).Select(_ =>
            target.Http.SendAsync("plain", gateway.Message(_ => StubResponse.Ok with { After = TimeSpan.FromSeconds(3) }))));
        foreach (var id in ids)
            await gateway.ArrivalAsync(id);

        await host.StopWorkerAsync();

        foreach (var id in ids)
            await target.Http.UntilAsync(id, "delivered", Deadline);
        // The attempt ends before the worker does, or the same one is sent again.
        Assert.All(ids, id => Assert.All(gateway.RequestsOf(id), request => Assert.Equal(1, request.Attempt)));
    }
}
