using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed partial class GatewayLimiterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly GatewayLimiter _limiter;
    private int _ids;

    public GatewayLimiterTests() => _limiter = new GatewayLimiter(_time);

    [Fact]
    public async Task Enter_WithinTheLimit_IsGrantedAtOnce()
    {
        var gateway = Named("partner", inFlight: 3);

        for (var i = 0; i < 3; i++)
            Assert.Null((await EnterAsync(gateway)).RetryAt);
    }

    [Fact]
    public async Task Enter_OverTheLimitOfAFastGateway_WaitsInLineForTheNextToLeave()
    {
        var gateway = await KnownAsync("partner", inFlight: 2);
        var first = await EnterAsync(gateway);
        await EnterAsync(gateway);

        var third = EnterAsync(gateway);
        Assert.False(third.IsCompleted);
        first.Dispose();

        Assert.Null((await third).RetryAt);
    }

    [Fact]
    public async Task Enter_InLineForASecond_GetsAReservation()
    {
        var gateway = await KnownAsync("partner", inFlight: 1);
        await EnterAsync(gateway);
        var second = EnterAsync(gateway);

        _time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True((await second).RetryAt > _time.GetUtcNow());
    }

    [Fact]
    public async Task Enter_OverTheLimitOfAGatewayThatHasNotResponded_GetsAReservationAfterItsTimeout()
    {
        var gateway = Named("partner", inFlight: 2);
        for (var i = 0; i < 2; i++)
            await EnterAsync(gateway);

        var reservations = new List<DateTimeOffset?>();
        for (var i = 0; i < 10; i++)
            reservations.Add((await EnterAsync(gateway)).RetryAt);

        Assert.All(reservations, at => Assert.True(at >= _time.GetUtcNow() + gateway.Timeout));
        Assert.Equal(reservations.Order(), reservations);
        Assert.Equal(10, reservations.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(GatewayLimits.MaxInFlight)]
    public void Enter_GatewayThatHangs_HoldsHardlyMoreThanItsLimit(int inFlight)
    {
        var hanging = Named("hanging", inFlight);

        Assert.InRange(HeldOf(1000, _ => hanging), inFlight, inFlight * 1.1);
    }

    [Fact]
    public async Task Dispose_RequestThatMakesRoom_WakesTheFirstToWaitOnce()
    {
        var gateway = Named("partner", inFlight: 2);
        var first = await EnterAsync(gateway);
        var second = await EnterAsync(gateway);
        Guid[] waiting = [NextId(), NextId(), NextId()];
        foreach (var id in waiting.Reverse())
            Assert.NotNull((await _limiter.EnterAsync(gateway, id)).RetryAt);

        _time.Advance(TimeSpan.FromSeconds(10));
        first.Dispose();
        second.Dispose();

        Assert.Equal(waiting[..1], first.Woken);
        Assert.Equal(waiting[1..2], second.Woken);
        Assert.Null((await _limiter.EnterAsync(gateway, waiting[0])).RetryAt);
        Assert.Null((await _limiter.EnterAsync(gateway, waiting[1])).RetryAt);
    }

    [Fact]
    public async Task Dispose_RequestWhoseReportIsLost_LeavesTheWakingToTheNext()
    {
        var gateway = Named("partner", inFlight: 1);
        var first = (GatewayPermit)await EnterAsync(gateway);
        var waiting = NextId();
        Assert.NotNull((await _limiter.EnterAsync(gateway, waiting)).RetryAt);

        first.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        var next = await EnterAsync(gateway);

        Assert.Equal(waiting, next.Woken[0]);
    }

    // A message that has expired, or that the changed catalogue can't write, must not cost another its turn.
    [Fact]
    public async Task Return_PermitThatNoRequestNeeded_LeavesRateAndThrottlingAndWakesTheNext()
    {
        var gateway = Named("partner", inFlight: 100) with { Limits = new GatewayLimits { InFlight = 100, PerMinute = 1 } };
        var first = (GatewayPermit)await EnterAsync(gateway);
        var waiting = NextId();
        Assert.NotNull((await _limiter.EnterAsync(gateway, waiting)).RetryAt);

        first.Return();
        first.Release();

        Assert.Equal([waiting], first.Woken);
        Assert.Null((await _limiter.EnterAsync(gateway, waiting)).RetryAt);
    }

    [Fact]
    public async Task Dispose_Twice_MakesRoomOnce()
    {
        var gateway = Named("partner", inFlight: 1);
        var first = await EnterAsync(gateway);
        first.Dispose();
        first.Dispose();

        await EnterAsync(gateway);
        Assert.NotNull(await InLineOrReservedAsync(EnterAsync(gateway)));
    }

    [Fact]
    public async Task Enter_LimitThatWasRaised_LetsTheLineIn()
    {
        await KnownAsync("partner", inFlight: 1);
        await EnterAsync(Named("partner", inFlight: 1));
        var second = EnterAsync(Named("partner", inFlight: 1));
        Assert.False(second.IsCompleted);

        var third = EnterAsync(Named("partner", inFlight: 3));

        await second;
        await third;
    }

    [Fact]
    public async Task Enter_FromManyThreads_NeverPassesTheLimitAndLeavesNoneWaiting()
    {
        var gateway = Named("partner", inFlight: 8);
        var underWay = 0;
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            var id = NextId();
            for (var sent = 0; sent < 50;)
            {
                using var permit = await _limiter.EnterAsync(gateway, id) as GatewayPermit;
                if (permit is not null)
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref underWay));
                    await Task.Yield();
                    Interlocked.Decrement(ref underWay);
                    sent++;
                    id = NextId();
                }
                else
                    _time.Advance(TimeSpan.FromSeconds(1));

                await Task.Yield();
            }
        })));

        Assert.InRange(most, 1, 8);
    }

    /// <summary>How many of these requests start or wait in line, if none of them ever ends.</summary>
    private int HeldOf(int requests, Func<int, Gateway> gateway) => Enumerable.Range(0, requests)
        .Select(i => EnterAsync(gateway(i)))
        .ToArray()
        .Count(entering => !entering.IsCompletedSuccessfully || entering.Result.RetryAt is null);

    /// <summary>Creates a gateway whose response time is known.</summary>
    private async Task<Gateway> KnownAsync(string name, int inFlight)
    {
        var gateway = Named(name, inFlight);
        var permit = await EnterAsync(gateway);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        permit.Dispose();
        return gateway;
    }

    private async Task<DateTimeOffset?> InLineOrReservedAsync(Task<LimiterDecision> entering)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return (await entering).RetryAt;
    }

    private Task<LimiterDecision> EnterAsync(Gateway gateway) => _limiter.EnterAsync(gateway, NextId());

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    // Ids are in the order of acceptance.
    private Guid NextId() => new(Interlocked.Increment(ref _ids), 0, 0, new byte[8]);

    private static Gateway Named(string name, int inFlight, double? perSecond = null, int? burst = null) => new()
    {
        Name = name,
        Request = RequestFormat.Plain(new Uri("http://gateways.example/")),
        Limits = new GatewayLimits { InFlight = inFlight, PerSecond = perSecond, Burst = burst },
    };
}
