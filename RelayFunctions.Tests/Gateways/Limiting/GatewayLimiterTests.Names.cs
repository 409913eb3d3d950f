using System.Text.Json;
using RelayFunctions.Gateways;

namespace RelayFunctions.Tests.Gateways.Limiting;

/// <content>Of many gateways beside each other.</content>
public sealed partial class GatewayLimiterTests
{
    [Fact]
    public void MostInFlight_OfOneGateway_IsAQuarterOfWhatTheHostRunsAtOnce()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));

        var activities = host.RootElement.GetProperty("extensions").GetProperty("durableTask")
            .GetProperty("maxConcurrentActivityFunctions").GetInt32();
        Assert.Equal(GatewayLimits.MostInFlight, activities / 4);
    }

    [Fact]
    public async Task Enter_NamesThatTheCatalogueLacks_HoldNoMoreTogetherThanOneGatewayMay()
    {
        var catalogue = new GatewayCatalogue([Named("own", inFlight: 10)], new Uri("http://gateways.example/"));

        // One that hangs leaves the next its place; many together leave the catalogue's own theirs.
        Assert.Equal(110, HeldOf(1000, _ => catalogue.Find("hanging")!));
        Assert.Null((await EnterAsync(catalogue.Find("lively")!, hasPlace: false)).ComeBackAt);
        Assert.Equal(GatewayLimits.MostInFlight - 111, HeldOf(1000, i => catalogue.Find($"other_{i}")!));
        Assert.Null((await EnterAsync(catalogue.Find("own")!, hasPlace: false)).ComeBackAt);
    }

    [Fact]
    public async Task Enter_NameThatTheCatalogueLacks_FindsRoomWhenAnotherHasLeft()
    {
        var catalogue = new GatewayCatalogue([], new Uri("http://gateways.example/"));
        var first = await EnterAsync(catalogue.Find("first")!, hasPlace: false);
        HeldOf(1000, i => catalogue.Find($"other_{i}")!);
        Assert.NotNull((await EnterAsync(catalogue.Find("late")!, hasPlace: true)).ComeBackAt);

        first.Dispose();

        Assert.Null((await EnterAsync(catalogue.Find("late")!, hasPlace: true)).ComeBackAt);
    }

    [Fact]
    public async Task Enter_ManyNames_KeepsOnlyThoseInUse()
    {
        var used = await EnterAsync(Named("used", inFlight: 1), hasPlace: false);
        for (var i = 0; i < 3000; i++)
            (await EnterAsync(Named($"g{i}", inFlight: 1), hasPlace: false)).Dispose();

        Assert.False(EnterAsync(Named("used", inFlight: 1), hasPlace: false).IsCompleted);
        used.Dispose();
    }

    [Fact]
    public async Task Enter_GatewayThatHangs_LeavesTheOthersAlone()
    {
        var hanging = Named("hanging", inFlight: 1);
        for (var i = 0; i < 10; i++)
            _ = EnterAsync(hanging, hasPlace: false);

        Assert.Null((await EnterAsync(Named("other", inFlight: 1), hasPlace: false)).ComeBackAt);
    }
}
