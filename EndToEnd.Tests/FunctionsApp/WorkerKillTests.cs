using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>A worker that is killed (SIGKILL) in the middle of attempts.</summary>
[Collection(nameof(SerialWorker))]
public sealed class WorkerKillTests(SerialWorker serial)
{
    private const int Messages = 8;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Worker_KilledInTheMiddleOfAttempts_LosesNothing()
    {
        var worker = await serial.GetAsync();
        var (target, host) = (worker.Target, worker.Host);
        var gateway = target.Gateway;
        var killed = false;
        // Until the kill the gateway doesn't respond, so all messages are in the middle of their first attempt.
        var ids = await Task.WhenAll(Enumerable.Range(0, Messages).Select(_ =>
            target.Http.SendAsync("plain", gateway.Message(_ => Volatile.Read(ref killed) ? StubResponse.Ok : StubResponse.Never))));
        foreach (var id in ids)
            await gateway.ArrivalAsync(id);

        Volatile.Write(ref killed, true);
        await host.KillWorkerAsync();

        foreach (var id in ids)
            await target.Http.UntilAsync(id, "delivered", Deadline);
        // Losing a worker uses up no attempt: the attempt is repeated with the same number.
        Assert.All(ids, id => Assert.Equal([1, 1], gateway.RequestsOf(id).Select(request => request.Attempt)));
    }
}
