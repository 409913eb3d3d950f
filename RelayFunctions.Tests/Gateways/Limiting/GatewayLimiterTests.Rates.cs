namespace RelayFunctions.Tests.Gateways.Limiting;

/// <content>Of <c>limits.perSecond</c>.</content>
public sealed partial class GatewayLimiterTests
{
    [Fact]
    public async Task Enter_OverTheRate_WaitsInLineUntilTheRateAllowsIt()
    {
        var gateway = Named("partner", inFlight: 100, perSecond: 2);
        for (var i = 0; i < 2; i++)
            Assert.Null((await EnterAsync(gateway, hasPlace: false)).ComeBackAt);

        var third = EnterAsync(gateway, hasPlace: false);
        var fourth = EnterAsync(gateway, hasPlace: false);
        Assert.NotNull((await EnterAsync(gateway, hasPlace: false)).ComeBackAt);
        _time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(1));
        Assert.False(third.IsCompleted || fourth.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null((await third).ComeBackAt);
        Assert.Null((await fourth).ComeBackAt);
    }

    [Fact]
    public async Task Enter_InLineBehindBothLimits_WaitsForBoth()
    {
        var gateway = Named("partner", inFlight: 1, perSecond: 1);
        var first = await EnterAsync(gateway, hasPlace: false);
        var second = EnterAsync(gateway, hasPlace: false);
        first.Dispose();
        Assert.False(second.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        await second;
        var third = EnterAsync(gateway, hasPlace: true);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(third.IsCompleted);
        (await second).Dispose();

        await third;
    }

    [Fact]
    public async Task Enter_AtALowRate_HoldsNoMoreInLineThanASecondServes()
    {
        var gateway = Named("partner", inFlight: 100, perSecond: 0.5);
        await EnterAsync(gateway, hasPlace: false);

        Assert.False(EnterAsync(gateway, hasPlace: true).IsCompleted);
        Assert.NotNull((await EnterAsync(gateway, hasPlace: true)).ComeBackAt);
    }

    [Fact]
    public async Task Enter_RateThatWasLowered_CountsWhatHasStarted()
    {
        for (var i = 0; i < 20; i++)
            (await EnterAsync(Named("partner", inFlight: 100, perSecond: 20), hasPlace: false)).Dispose();

        _time.Advance(TimeSpan.FromMilliseconds(500));
        var next = EnterAsync(Named("partner", inFlight: 100, perSecond: 3), hasPlace: false);
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await next;
    }

    [Fact]
    public async Task Enter_RateThatIsGone_LetsTheLineIn()
    {
        await EnterAsync(Named("partner", inFlight: 100, perSecond: 0.5), hasPlace: false);
        var second = EnterAsync(Named("partner", inFlight: 100, perSecond: 0.5), hasPlace: true);
        Assert.False(second.IsCompleted);

        await EnterAsync(Named("partner", inFlight: 100), hasPlace: false);
        await second;
    }

    [Fact]
    public async Task Call_RateThatWasRaised_BringsThoseWhoWaitForPlacesOfTheOldOne()
    {
        var slow = Named("partner", inFlight: 100, perSecond: 0.1);
        var first = await EnterAsync(slow, hasPlace: false);
        Guid[] waiting = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        foreach (var id in waiting)
            Assert.NotNull((await _limiter.EnterAsync(slow, id, hasPlace: false)).ComeBackAt);

        first.Dispose();
        Assert.DoesNotContain(waiting[1], _limiter.Call(slow));

        Assert.Equal(waiting[1..], _limiter.Call(Named("partner", inFlight: 100, perSecond: 50)));
    }
}
