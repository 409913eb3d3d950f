using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.Suite;

/// <summary>
/// Attempts a minute apart. These tests wait for real minutes, since the hosts are real; each is a separate class, so
/// that they wait in parallel.
/// </summary>
public abstract class AttemptsSuite
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task Send_GatewayDownForTwoAttempts_DeliversWithTheThird()
    {
        var target = await TargetAsync();
        var message = target.Gateway.Message(request => request.Attempt < 3 ? StubResponse.Unavailable : StubResponse.Ok);

        var id = await target.Http.SendAsync("plain", message);

        var status = await target.Http.UntilAsync(id, "delivered", Deadline);
        Assert.Equal(
            [503, 503, 200], status.GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("statusCode").GetInt32()));
        Assert.Equal([1, 2, 3], target.Gateway.RequestsOf(id).Select(request => request.Attempt));
        Assert.All(status.Pauses(), pause => Assert.True(pause >= Minute, $"A pause of {pause}."));
    }
}
