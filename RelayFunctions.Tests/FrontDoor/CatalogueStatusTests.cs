using System.Net.Http.Json;
using System.Text.Json;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class CatalogueStatusTests
{
    private const string Good = """
        { "gateways": { "partner": { "url": "GATEWAY/{{ secrets.token }}", "limits": { "inFlight": 5, "perSecond": 2.5 }, "timeout": "00:00:10",
          "message": { "maxLength": 160 }, "retry": { "attempts": 2, "interval": "00:02:00" } } } }
        """;

    [Fact]
    public async Task Catalogue_Gateways_HaveTheirLimitsAndNoSecret()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Good, settings: ["--Gateways:partner:secrets:token=c0ffee"]);

        var status = await StatusAsync(relay);

        var gateway = status.GetProperty("gateways")[0];
        Assert.Equal(
            """{"name":"partner","timeout":"00:00:10","attempts":2,"interval":"00:02:00","inFlight":5,"perSecond":2.5,"burst":1,"maxLength":160,"lengthUnit":"UTF-16 characters"}""",
            JsonSerializer.Serialize(gateway));
        Assert.DoesNotContain("c0ffee", status.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"perMinute": 5}""", "\"perMinute\":5,\"burst\":5")]
    [InlineData("""{"perHour": 100, "burst": 10}""", "\"perHour\":100,\"burst\":10")]
    [InlineData("""{"perDay": 100000}""", "\"perDay\":100000,\"burst\":1000")]
    public async Task Catalogue_GatewayWithALowRate_HasItAsItIsWritten(string limits, string shown)
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: $$"""{ "gateways": { "partner": { "url": "GATEWAY", "limits": {{limits}} } } }""");

        var status = await StatusAsync(relay);

        Assert.Contains(shown, JsonSerializer.Serialize(status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalogue_RejectedChange_IsShownUntilItIsCorrected()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: """{ "gateways": { "good": { "url": "GATEWAY/good" } } }""");
        var before = await File.ReadAllTextAsync(relay.CataloguePath, TestContext.Current.CancellationToken);

        await ChangeAsync(relay, before.Replace("url", "ulr", StringComparison.Ordinal));
        var status = await UntilAsync(relay, faults => faults > 0);
        Assert.Contains("url: is missing", status.GetProperty("faults")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("good", status.GetProperty("gateways")[0].GetProperty("name").GetString());

        await ChangeAsync(relay, before);
        await UntilAsync(relay, faults => faults == 0);
    }

    private static Task ChangeAsync(RelayHost relay, string text) =>
        File.WriteAllTextAsync(relay.CataloguePath, text, TestContext.Current.CancellationToken);

    private static Task<JsonElement> StatusAsync(RelayHost relay) =>
        relay.Http.GetFromJsonAsync<JsonElement>(new Uri("/catalogue", UriKind.Relative), TestContext.Current.CancellationToken);

    // The file is checked by the clock, and at the system's notifications, whose timing varies.
    private static async Task<JsonElement> UntilAsync(RelayHost relay, Func<int, bool> isIt)
    {
        while (true)
        {
            relay.Clock.Advance(TimeSpan.FromSeconds(1));
            var status = await StatusAsync(relay);
            if (isIt(status.GetProperty("faults").GetArrayLength()))
                return status;
        }
    }
}
