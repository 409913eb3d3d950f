using EndToEnd.Tests.Suite;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.FunctionsApp;

/// <summary>
/// DurableTask.AzureStorage fires a timer up to a second early. Two attempts are still a minute apart. This takes a
/// real minute, since the storage's clock is real.
/// </summary>
public sealed class MinuteTests(RelayTargets targets)
{
    private const int Messages = 40;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Send_FortyMessagesToAGatewayThatFails_NoAttemptStartsBeforeTheMinuteIsOver()
    {
        var target = await targets.WorkerAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, Messages).Select(_ =>
            target.Http.SendAsync("twice", target.Gateway.Message(_ => StubResponse.Unavailable))));

        foreach (var id in ids)
        {
            var status = await target.Http.UntilAsync(id, "failed", Deadline);
            var pause = Assert.Single(status.Pauses());
            Assert.True(pause >= Minute, $"A pause of {pause}: {status}");
            var requests = target.Gateway.RequestsOf(id);
            Assert.Equal([1, 2], requests.Select(request => request.Attempt));
            Assert.True(requests[1].At - requests[0].At >= Minute, $"Requests {requests[1].At - requests[0].At} apart.");
        }
    }
}
