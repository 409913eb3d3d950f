using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <content>The rate of <c>limits</c>.</content>
public sealed partial class GatewayLimiterTests
{
    [Fact]
    public async Task Enter_OverTheRate_GetsTheNextTimesThatItAllows()
    {
        var gateway = Named("partner", inFlight: 100, perSecond: 0.5, burst: 3);
        for (var i = 0; i < 3; i++)
            Assert.Null((await EnterAsync(gateway)).RetryAt);

        var start = _time.GetUtcNow();
        Assert.Equal(start.AddSeconds(6), (await EnterAsync(gateway)).RetryAt);
        Assert.Equal(start.AddSeconds(6), (await EnterAsync(gateway)).RetryAt);
        Assert.Equal(start.AddSeconds(6), (await EnterAsync(gateway)).RetryAt);
        Assert.Equal(start.AddSeconds(12), (await EnterAsync(gateway)).RetryAt);
    }

    [Fact]
    public async Task Enter_RateThatMessagesOnTheirWayUseUp_GetsAReservationAtOnce()
    {
        var gateway = Named("partner", inFlight: 100, perSecond: 0.5, burst: 3);
        Guid[] ids = [.. Enumerable.Range(0, 8).Select(_ => NextId())];
        foreach (var id in ids)
            _limiter.Expect(gateway, id);

        var start = _time.GetUtcNow();
        var entering = ids.Reverse().Select(id => _limiter.EnterAsync(gateway, id)).ToArray();

        var permits = await Task.WhenAll(entering).WaitAsync(TestContext.Current.CancellationToken);
        var retryAt = permits.Reverse().Select(permit => (permit.RetryAt - start)?.TotalSeconds);
        Assert.Equal([null, null, null, 6, 6, 6, 12, 12], retryAt);
    }

    [Fact]
    public async Task Enter_OverALowRate_GetsTheNextTimesThatItAllows()
    {
        var gateway = Named("partner", inFlight: 100) with { Limits = new GatewayLimits { PerDay = 2 } };
        for (var i = 0; i < 2; i++)
            Assert.Null((await EnterAsync(gateway)).RetryAt);

        var start = _time.GetUtcNow();
        Assert.Equal(start.AddDays(1), (await EnterAsync(gateway)).RetryAt);
        Assert.Equal(start.AddDays(1), (await EnterAsync(gateway)).RetryAt);
        // A start that is further away is not reserved yet.
        Assert.InRange((await EnterAsync(gateway)).RetryAt!.Value, start.AddDays(1), start.AddDays(1).AddSeconds(1));
    }

    [Fact]
    public async Task Enter_ManyOverALowRate_DoNotComeBackAllAtOnce()
    {
        var gateway = Named("partner", inFlight: 100) with { Limits = new GatewayLimits { PerHour = 100 } };
        var start = _time.GetUtcNow();

        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 5000; i++)
            times.Add((await EnterAsync(gateway)).RetryAt ?? start);

        Assert.Equal(100, times.Count(at => at == start));
        Assert.Equal(200, times.Count(at => at <= start.AddHours(1)));
        Assert.True(times.Max() < start.AddHours(1.1), $"{times.Max()}");
        Assert.All(
            times.Skip(200).CountBy(at => Math.Floor((at - start).TotalSeconds)),
            second => Assert.InRange(second.Value, 1, 20));
    }

    [Fact]
    public async Task Enter_RateThatWasLowered_CountsWhatHasStarted()
    {
        for (var i = 0; i < 20; i++)
            (await EnterAsync(Named("partner", inFlight: 100, perSecond: 20))).Dispose();

        _time.Advance(TimeSpan.FromMilliseconds(400));
        var next = await EnterAsync(Named("partner", inFlight: 100, perSecond: 3));

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMilliseconds(600), next.RetryAt);
    }

    [Fact]
    public async Task Dispose_RateThatWasRaised_WakesThoseWithReservationsOfTheOldOne()
    {
        var slow = Named("partner", inFlight: 100, perSecond: 0.1);
        var first = await EnterAsync(slow);
        Guid[] waiting = [NextId(), NextId(), NextId()];
        foreach (var id in waiting)
            Assert.NotNull((await _limiter.EnterAsync(slow, id)).RetryAt);

        first.Dispose();
        Assert.Empty(first.Woken);

        var next = await EnterAsync(Named("partner", inFlight: 100, perSecond: 50));
        next.Dispose();
        Assert.Equal(waiting, next.Woken.Take(3));
    }
}
