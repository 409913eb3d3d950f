using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class RestartTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task MessageThatWaits_ProcessIsKilledAndRestartedEarly_IsTriedWhenItsPauseIsOver()
    {
        await using var died = await FailedOnceAsync();
        await using var relay = await RelayHost.StartAsync(died.StorePath, died.Clock.GetUtcNow() + Minute / 2);

        await relay.AdvanceAsync(Minute / 2 - TimeSpan.FromTicks(1));
        Assert.Empty(relay.Gateway.Requests);
        await relay.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal(2, Assert.Single(relay.Gateway.Requests).Attempt);
    }

    [Fact]
    public async Task MessageThatWaits_ProcessRestartsAfterThePause_IsTriedAtOnce()
    {
        await using var died = await FailedOnceAsync();
        var later = died.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await using var relay = await RelayHost.StartAsync(died.StorePath, later);

        await relay.IdleAsync();

        var request = Assert.Single(relay.Gateway.Requests);
        Assert.Equal(2, request.Attempt);
        Assert.Equal(later, request.At);
    }

    [Fact]
    public async Task MessageInTheMiddleOfAnAttempt_ProcessDies_SendsThatAttemptAgain()
    {
        await using var died = await RelayHost.StartAsync();
        died.Gateway.Respond = _ => StubResponse.Never;
        var id = await died.SendAsync();
        await died.Gateway.ArrivalAsync();
        await using var relay = await RelayHost.StartAsync(died.StorePath, died.Clock.GetUtcNow());

        await relay.IdleAsync();

        var request = Assert.Single(relay.Gateway.Requests);
        Assert.Equal(id, request.MessageId);
        Assert.Equal(1, request.Attempt);
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    private static async Task<RelayHost> FailedOnceAsync()
    {
        var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        await relay.SendAsync();
        await relay.IdleAsync();
        Assert.Single(relay.Gateway.Requests);
        return relay;
    }
}
