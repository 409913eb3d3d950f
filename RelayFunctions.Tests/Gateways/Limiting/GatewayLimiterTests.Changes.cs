using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <content>Changes of the catalogue while a gateway is closed.</content>
public sealed partial class GatewayLimiterTests
{
    [Fact]
    public async Task Enter_ClosedGatewayThatHasAnotherUrl_LetsTheOneThatWaitsGoFirst()
    {
        var gateway = await ClosedAsync(TimeSpan.FromMinutes(10));
        var waiting = NextId();
        Assert.NotNull((await _limiter.EnterAsync(gateway, waiting)).RetryAt);

        var moved = gateway with { Request = RequestFormat.Plain(new Uri("http://elsewhere.example/")) };
        var next = await EnterAsync(moved);

        Assert.Equal(waiting, next.Woken[0]);
        Assert.InRange(next.RetryAt!.Value, _time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromSeconds(1));
        Assert.Null((await _limiter.EnterAsync(moved, waiting)).RetryAt);
    }

    [Fact]
    public async Task Enter_ClosedGatewayWithAShorterLongestPause_WaitsForThatPause()
    {
        var gateway = await ClosedAsync(TimeSpan.FromMinutes(10));

        var permit = await EnterAsync(gateway with { Retry = new RetryPolicy { MaxInterval = TimeSpan.FromMinutes(1) } });

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(1), permit.RetryAt);
    }

    [Fact]
    public async Task Leave_AfterTheLongestPauseWasShortened_WakesThoseThatWaitForTheOldTime()
    {
        var gateway = await ClosedAsync(TimeSpan.FromMinutes(10));
        var waiting = NextId();
        await _limiter.EnterAsync(gateway, waiting);
        var shortened = gateway with { Retry = new RetryPolicy { MaxInterval = TimeSpan.FromMinutes(1) } };
        var next = NextId();
        await _limiter.EnterAsync(shortened, next);

        _time.Advance(TimeSpan.FromMinutes(1));
        var permit = await _limiter.EnterAsync(shortened, next);
        permit.Dispose();

        Assert.Null(permit.RetryAt);
        Assert.Equal(waiting, permit.Woken[0]);
    }

    [Fact]
    public async Task Throttle_RequestToTheAddressBefore_DoesNotCloseTheNewOne()
    {
        var gateway = await KnownAsync("partner", inFlight: 2);
        var moved = gateway with { Request = RequestFormat.Plain(new Uri("http://elsewhere.example/")) };
        var late = await EnterAsync(gateway);
        (await EnterAsync(moved)).Dispose();

        late.Throttle(TimeSpan.FromMinutes(10));
        late.Dispose();

        Assert.Null((await EnterAsync(moved)).RetryAt);
    }

    private async Task<Gateway> ClosedAsync(TimeSpan wait)
    {
        var gateway = await KnownAsync("partner", inFlight: 2);
        using var permit = (GatewayPermit)await EnterAsync(gateway);
        permit.Throttle(wait);
        return gateway;
    }
}
