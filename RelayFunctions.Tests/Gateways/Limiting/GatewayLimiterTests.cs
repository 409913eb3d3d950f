using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed partial class GatewayLimiterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly GatewayLimiter _limiter;

    public GatewayLimiterTests() => _limiter = new GatewayLimiter(_time);

    [Fact]
    public async Task Enter_WithinTheBound_IsGrantedAtOnce()
    {
        var gateway = Named("partner", inFlight: 3);

        for (var i = 0; i < 3; i++)
            Assert.Null((await EnterAsync(gateway, hasPlace: false)).ComeBackAt);
    }

    [Fact]
    public async Task Enter_OverTheBound_WaitsAMomentForTheNextToLeave()
    {
        var gateway = Named("partner", inFlight: 2);
        var first = await EnterAsync(gateway, hasPlace: false);
        await EnterAsync(gateway, hasPlace: false);

        var third = EnterAsync(gateway, hasPlace: false);
        Assert.False(third.IsCompleted);
        first.Dispose();

        Assert.Null((await third).ComeBackAt);
    }

    [Fact]
    public async Task Enter_LineThatIsLong_GetsAPlaceInTime()
    {
        var gateway = Named("partner", inFlight: 2);
        for (var i = 0; i < 4; i++)
            _ = EnterAsync(gateway, hasPlace: false);

        var places = new List<DateTimeOffset?>();
        for (var i = 0; i < 10; i++)
            places.Add((await EnterAsync(gateway, hasPlace: false)).ComeBackAt);

        Assert.All(places, place => Assert.True(place > _time.GetUtcNow()));
        Assert.Equal(places.Order(), places);
        Assert.Equal(10, places.Distinct().Count());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(100, 110)]
    [InlineData(GatewayLimits.MostInFlight, 275)]
    public void Enter_GatewayThatHangs_HoldsHardlyMoreThanItsBound(int inFlight, int held)
    {
        var hanging = Named("hanging", inFlight);

        Assert.Equal(held, HeldOf(1000, _ => hanging));
    }

    [Fact]
    public async Task Call_GatewayThatHasRoomBeforeThePlacesItGave_NamesTheFirstToWaitOnce()
    {
        var gateway = Named("partner", inFlight: 2);
        var first = await EnterAsync(gateway, hasPlace: false);
        var second = await EnterAsync(gateway, hasPlace: false);
        _ = EnterAsync(gateway, hasPlace: false);
        Guid[] waiting = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        foreach (var id in waiting)
            Assert.NotNull((await _limiter.EnterAsync(gateway, id, hasPlace: false)).ComeBackAt);

        Assert.Empty(_limiter.Call(gateway));
        first.Dispose();
        second.Dispose();

        // One takes the room that the line left, the next stands in line.
        Assert.Equal(waiting[..2], _limiter.Call(gateway));
        Assert.Empty(_limiter.Call(gateway));
        Assert.Null((await _limiter.EnterAsync(gateway, waiting[0], hasPlace: true)).ComeBackAt);
        Assert.False(_limiter.EnterAsync(gateway, waiting[1], hasPlace: true).IsCompleted);
    }

    [Fact]
    public async Task Call_SlowGateway_KeepsTheRoomForWhoWasCalledUntilItIsClearThatItWillNotCome()
    {
        var gateway = Named("partner", inFlight: 1);
        var first = await EnterAsync(gateway, hasPlace: false);
        var second = EnterAsync(gateway, hasPlace: false);
        var waiting = Guid.NewGuid();
        await _limiter.EnterAsync(gateway, waiting, hasPlace: false);
        _time.Advance(TimeSpan.FromSeconds(5));
        first.Dispose();
        (await second).Dispose();
        Assert.Equal([waiting], _limiter.Call(gateway));

        Assert.NotNull((await EnterAsync(gateway, hasPlace: false)).ComeBackAt);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await EnterAsync(gateway, hasPlace: false)).ComeBackAt);
    }

    [Fact]
    public async Task Dispose_Twice_MakesRoomOnce()
    {
        var gateway = Named("partner", inFlight: 1);
        var first = await EnterAsync(gateway, hasPlace: false);
        first.Dispose();
        first.Dispose();

        await EnterAsync(gateway, hasPlace: false);
        Assert.False(EnterAsync(gateway, hasPlace: false).IsCompleted);
    }

    [Fact]
    public async Task Enter_BoundThatWasRaised_LetsTheLineIn()
    {
        var first = await EnterAsync(Named("partner", inFlight: 1), hasPlace: false);
        var second = EnterAsync(Named("partner", inFlight: 1), hasPlace: false);
        var third = EnterAsync(Named("partner", inFlight: 3), hasPlace: false);

        first.Dispose();

        await second;
        await third;
    }

    [Fact]
    public async Task Enter_FromManyThreads_NeverPassesTheBoundAndLeavesNobodyBehind()
    {
        var gateway = Named("partner", inFlight: 8);
        var underWay = 0;
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (var sent = 0; sent < 200;)
            {
                using var admission = await EnterAsync(gateway, hasPlace: true);
                if (admission.ComeBackAt is null)
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref underWay));
                    await Task.Yield();
                    Interlocked.Decrement(ref underWay);
                    sent++;
                }

                await Task.Yield();
            }
        })));

        Assert.InRange(most, 1, 8);
        Assert.Equal(0, underWay);
    }

    /// <summary>How many of these requests are let in or stand in line, of which none ever ends.</summary>
    private int HeldOf(int requests, Func<int, RelayFunctions.Gateways.Gateway> gateway) => Enumerable.Range(0, requests)
        .Select(i => EnterAsync(gateway(i), hasPlace: i % 2 == 0))
        .ToArray()
        .Count(entering => !entering.IsCompletedSuccessfully || entering.Result.ComeBackAt is null);

    private Task<Admission> EnterAsync(RelayFunctions.Gateways.Gateway gateway, bool hasPlace) =>
        _limiter.EnterAsync(gateway, Guid.NewGuid(), hasPlace);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private static RelayFunctions.Gateways.Gateway Named(string name, int inFlight, double? perSecond = null) => new()
    {
        Name = name,
        Request = RequestFormat.Plain(new Uri("http://gateways.example/")),
        Limits = new GatewayLimits { InFlight = inFlight, PerSecond = perSecond },
    };
}
