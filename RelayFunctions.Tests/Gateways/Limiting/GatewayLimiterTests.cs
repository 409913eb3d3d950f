using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;

namespace RelayFunctions.Tests.Gateways.Limiting;

public sealed class GatewayLimiterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly GatewayLimiter _limiter;

    public GatewayLimiterTests() => _limiter = new GatewayLimiter(_time);

    [Fact]
    public async Task Enter_WithinTheBound_IsGrantedAtOnce()
    {
        var gateway = Named("partner", inFlight: 3);

        for (var i = 0; i < 3; i++)
            Assert.Null((await _limiter.EnterAsync(gateway, hasPlace: false)).ComeBackAt);
    }

    [Fact]
    public async Task Enter_OverTheBound_WaitsAMomentForTheNextToLeave()
    {
        var gateway = Named("partner", inFlight: 2);
        var first = await _limiter.EnterAsync(gateway, hasPlace: false);
        await _limiter.EnterAsync(gateway, hasPlace: false);

        var third = _limiter.EnterAsync(gateway, hasPlace: false);
        Assert.False(third.IsCompleted);
        first.Dispose();

        Assert.Null((await third).ComeBackAt);
    }

    [Fact]
    public async Task Enter_LineThatIsLong_GetsAPlaceInTime()
    {
        var gateway = Named("partner", inFlight: 2);
        for (var i = 0; i < 4; i++)
            _ = _limiter.EnterAsync(gateway, hasPlace: false);

        var places = new List<DateTimeOffset?>();
        for (var i = 0; i < 10; i++)
            places.Add((await _limiter.EnterAsync(gateway, hasPlace: false)).ComeBackAt);

        Assert.All(places, place => Assert.True(place > _time.GetUtcNow()));
        Assert.Equal(places.Order(), places);
        Assert.Equal(10, places.Distinct().Count());
    }

    [Fact]
    public async Task Enter_GatewayThatHangs_LeavesTheOthersAlone()
    {
        var hanging = Named("hanging", inFlight: 1);
        for (var i = 0; i < 10; i++)
            _ = _limiter.EnterAsync(hanging, hasPlace: false);

        Assert.Null((await _limiter.EnterAsync(Named("other", inFlight: 1), hasPlace: false)).ComeBackAt);
    }

    [Fact]
    public async Task Dispose_Twice_MakesRoomOnce()
    {
        var gateway = Named("partner", inFlight: 1);
        var first = await _limiter.EnterAsync(gateway, hasPlace: false);
        first.Dispose();
        first.Dispose();

        await _limiter.EnterAsync(gateway, hasPlace: false);
        Assert.False(_limiter.EnterAsync(gateway, hasPlace: false).IsCompleted);
    }

    [Fact]
    public async Task Enter_BoundThatWasRaised_LetsTheLineIn()
    {
        var first = await _limiter.EnterAsync(Named("partner", inFlight: 1), hasPlace: false);
        var second = _limiter.EnterAsync(Named("partner", inFlight: 1), hasPlace: false);
        var third = _limiter.EnterAsync(Named("partner", inFlight: 3), hasPlace: false);

        first.Dispose();

        await second;
        await third;
    }

    [Fact]
    public async Task Enter_ManyNames_KeepsOnlyThoseInUse()
    {
        var used = await _limiter.EnterAsync(Named("used", inFlight: 1), hasPlace: false);
        for (var i = 0; i < 3000; i++)
            (await _limiter.EnterAsync(Named($"g{i}", inFlight: 1), hasPlace: false)).Dispose();

        Assert.False(_limiter.EnterAsync(Named("used", inFlight: 1), hasPlace: false).IsCompleted);
        used.Dispose();
    }

    internal static RelayFunctions.Gateways.Gateway Named(string name, int inFlight, double timeoutSeconds = 30) => new()
    {
        Name = name,
        Url = new Uri("http://gateways.example/"),
        Timeout = TimeSpan.FromSeconds(timeoutSeconds),
        Limits = new GatewayLimits { InFlight = inFlight },
    };
}
