using System.Text.Json;
using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <content>Many gateways at once.</content>
public sealed partial class GatewayLimiterTests
{
    [Fact]
    public void MaxInFlight_OfOneGateway_IsAQuarterOfTheHostsMaximum()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));

        var activities = host.RootElement.GetProperty("extensions").GetProperty("durableTask")
            .GetProperty("maxConcurrentActivityFunctions").GetInt32();
        Assert.Equal(GatewayLimits.MaxInFlight, activities / 4);
    }

    [Fact]
    public async Task Enter_NamesThatTheCatalogueLacks_HoldNoMoreTogetherThanOneGatewayMay()
    {
        var catalogue = new GatewayCatalogue([Named("own", inFlight: 10)], new Uri("http://gateways.example/"));

        // One hanging gateway leaves room for the next; many together leave room for those of the catalogue.
        Assert.Equal(100, HeldOf(1000, _ => catalogue.Find("hanging")!));
        Assert.Null((await EnterAsync(catalogue.Find("lively")!)).RetryAt);
        Assert.Equal(GatewayLimits.MaxInFlight - 101, HeldOf(1000, i => catalogue.Find($"other_{i}")!));
        Assert.Null((await EnterAsync(catalogue.Find("own")!)).RetryAt);
    }

    [Fact]
    public async Task Enter_NameThatTheCatalogueLacks_FindsRoomWhenAnotherHasLeft()
    {
        var catalogue = new GatewayCatalogue([], new Uri("http://gateways.example/"));
        var first = await EnterAsync(catalogue.Find("first")!);
        HeldOf(1000, i => catalogue.Find($"other_{i}")!);
        var late = NextId();
        Assert.NotNull((await _limiter.EnterAsync(catalogue.Find("late")!, late)).RetryAt);

        first.Dispose();

        Assert.Null((await _limiter.EnterAsync(catalogue.Find("late")!, late)).RetryAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_NameThatTheCatalogueGetsOrLoses_SharesTheBoundOfThoseThatItLacksOnlyIfItIsOne(bool isAdded)
    {
        var without = new GatewayCatalogue([], new Uri("http://gateways.example/"));
        var with = new GatewayCatalogue([Named("partner", inFlight: 10)], new Uri("http://gateways.example/"));
        (await EnterAsync((isAdded ? without : with).Find("partner")!)).Dispose();

        // So few names that no idle one is dropped.
        Assert.Equal(GatewayLimits.MaxInFlight, HeldOf(400, i => without.Find($"other_{i}")!));
        var entered = await EnterAsync((isAdded ? with : without).Find("partner")!);

        Assert.Equal(isAdded, entered.RetryAt is null);
    }

    [Fact]
    public async Task Enter_ManyNames_KeepsOnlyThoseInUse()
    {
        var used = await EnterAsync(Named("used", inFlight: 1));
        for (var i = 0; i < 3000; i++)
            (await EnterAsync(Named($"g{i}", inFlight: 1))).Dispose();

        Assert.NotNull((await EnterAsync(Named("used", inFlight: 1))).RetryAt);
        used.Dispose();
    }

    // With 30,000 names in use, a search for idle ones took 2.7 ms, during which no other message could enter.
    [Fact]
    public async Task Enter_ManyNamesInUse_DoesNotLookForIdleOnesEachTime()
    {
        for (var i = 0; i < 1000; i++)
            await EnterAsync(Named($"used{i}", inFlight: 1) with { IsPaused = true });

        var counts = new List<int>();
        for (var i = 0; i < 3000; i++)
        {
            (await EnterAsync(Named($"g{i}", inFlight: 1))).Dispose();
            counts.Add(_limiter.Loads().Count);
        }

        Assert.Equal(2000, counts.Max());
        Assert.Equal(2, counts.Zip(counts.Skip(1)).Count(pair => pair.Second <= pair.First));
    }

    [Fact]
    public async Task Enter_GatewayThatHangs_DelaysNoOther()
    {
        var hanging = Named("hanging", inFlight: 1);
        for (var i = 0; i < 10; i++)
            _ = EnterAsync(hanging);

        Assert.Null((await EnterAsync(Named("other", inFlight: 1))).RetryAt);
    }
}
