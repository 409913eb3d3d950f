namespace RelayFunctions.Tests.Gateways.Limiting;

/// <content>The order of acceptance.</content>
public sealed partial class GatewayLimiterTests
{
    [Fact]
    public async Task Enter_WhileAnEarlierMessageIsWoken_LetsItGoFirstUntilItIsClearThatItWillNotCome()
    {
        var gateway = Named("partner", inFlight: 1);
        var first = await EnterAsync(gateway);
        var waiting = NextId();
        await _limiter.EnterAsync(gateway, waiting);
        _time.Advance(TimeSpan.FromSeconds(5));
        first.Dispose();
        Assert.Equal([waiting], first.Woken);

        var late = NextId();
        Assert.NotNull((await _limiter.EnterAsync(gateway, late)).RetryAt);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await _limiter.EnterAsync(gateway, late)).RetryAt);
    }

    [Fact]
    public async Task Enter_InAnotherOrderThanAccepted_StartsInTheOrderOfAcceptance()
    {
        var gateway = Named("partner", inFlight: 100);
        Guid[] accepted = [NextId(), NextId(), NextId()];
        foreach (var id in accepted)
            _limiter.Expect(gateway, id);

        var third = _limiter.EnterAsync(gateway, accepted[2]);
        var second = _limiter.EnterAsync(gateway, accepted[1]);
        Assert.False(second.IsCompleted || third.IsCompleted);
        await _limiter.EnterAsync(gateway, accepted[0]);

        await second;
        await third;
    }

    [Fact]
    public async Task Enter_WhileAnEarlierMessageDoesNotCome_WaitsForAMoment()
    {
        var gateway = Named("partner", inFlight: 100);
        Guid[] accepted = [NextId(), NextId(), NextId()];
        _limiter.Expect(gateway, accepted[0]);
        _limiter.Expect(gateway, accepted[2]);

        var last = _limiter.EnterAsync(gateway, accepted[2]);
        Assert.False(last.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await last;

        _limiter.Expect(gateway, accepted[1]);
        last = _limiter.EnterAsync(gateway, accepted[2]);
        _limiter.Forget(gateway.Name, accepted[1]);
        await last;
    }
}
