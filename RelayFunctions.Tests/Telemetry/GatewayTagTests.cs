using RelayFunctions.Delivery;
using RelayFunctions.Telemetry;
using RelayFunctions.Tests.FrontDoor;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>
/// The gateways that <c>/metrics</c> names. OpenTelemetry keeps 2,000 series of a metric, so that names that callers
/// choose could leave none for the catalogue's gateways.
/// </summary>
public sealed class GatewayTagTests
{
    private static readonly string[] On = ["--Telemetry:Prometheus=true"];

    [Fact]
    public async Task Metrics_NamesOutsideTheCatalogue_AreOneSeries()
    {
        await using var host = await RelayHost.StartAsync(settings: On);
        await host.SendAsync(gateway: "unlisted_1");
        await host.SendAsync(gateway: "unlisted_2");
        await host.IdleAsync();

        var scrape = await Scrape.OfAsync(host);

        foreach (var name in new[] { "relay_messages_accepted_total", "relay_messages_delivered_total", "relay_attempts_total" })
        {
            Assert.False(scrape.Has(name, Label("unlisted_1")), name);
            Assert.True(scrape.Sum(name, Label("not-in-catalogue")) >= 2, name);
        }
    }

    [Fact]
    public async Task Metrics_NotificationToACallbackUrl_KeepsItsName()
    {
        await using var host = await RelayHost.StartAsync(settings: On);

        MessageMetrics.OnAccepted(CallbackGateway.Name);

        Assert.True((await Scrape.OfAsync(host)).Has("relay_messages_accepted_total", Label(CallbackGateway.Name)));
    }

    private static string Label(string gateway) => $"relay_gateway_name=\"{gateway}\"";
}
