using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <content>Messages that wait and never come back.</content>
public sealed partial class GatewayLimiterTests
{
    [Fact]
    public async Task Enter_AfterMessagesThatExpired_DoesNotWaitBehindThem()
    {
        var gateway = Named("partner", inFlight: 10) with { Limits = new GatewayLimits { PerSecond = 1 } };
        var expiresAt = _time.GetUtcNow() + TimeSpan.FromSeconds(40);
        for (var i = 0; i < 200; i++)
            await _limiter.EnterAsync(gateway, NextId(), expiresAt: expiresAt);
        _time.Advance(TimeSpan.FromSeconds(41));

        Assert.Null((await EnterAsync(gateway)).RetryAt);
    }

    [Fact]
    public async Task Enter_AfterMessagesThatWereCancelled_DoesNotWaitBehindThem()
    {
        var gateway = Named("partner", inFlight: 10) with { Limits = new GatewayLimits { PerSecond = 1 } };
        var ids = Enumerable.Range(0, 200).Select(_ => NextId()).ToArray();
        foreach (var id in ids)
            await _limiter.EnterAsync(gateway, id);
        _time.Advance(TimeSpan.FromSeconds(1));
        foreach (var id in ids)
            _limiter.Forget("partner", id);

        Assert.Null((await EnterAsync(gateway)).RetryAt);
    }

    [Fact]
    public async Task Enter_ManyOtherNames_KeepTheStartsOfARate()
    {
        var rated = Named("rated", inFlight: 10) with { Limits = new GatewayLimits { PerSecond = 0.01 } };
        (await EnterAsync(rated)).Dispose();
        for (var i = 0; i < 3000; i++)
            (await EnterAsync(Named($"g{i}", inFlight: 1))).Dispose();

        Assert.NotNull((await EnterAsync(rated)).RetryAt);
    }
}
