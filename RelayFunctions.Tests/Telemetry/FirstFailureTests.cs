using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Tests.FrontDoor;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>
/// Counters of gateways that had no message yet. Prometheus computes an increase between two samples, so a series that
/// appeared with the first failures would hide them.
/// </summary>
public sealed class FirstFailureTests
{
    private static readonly string[] On = ["--Telemetry:Prometheus=true"];
    private static readonly string[] Counters = ["accepted", "delivered", "failed", "failed_over", "cancelled", "expired"];
    private static readonly string[] Outcomes = ["delivered", "failed", "interrupted"];

    [Fact]
    public async Task Metrics_GatewayOfTheCatalogueWithoutMessages_AreZero()
    {
        await using var host = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "unused_1": { "url": "GATEWAY/1" }, "unused_2": { "url": "GATEWAY/2" } } }""", settings: On);

        var scrape = await Scrape.OfAsync(host);

        AssertZero(scrape, "unused_1");
        AssertZero(scrape, "unused_2");
    }

    [Fact]
    public async Task Metrics_GatewayThatAChangeAdds_AreZero()
    {
        await using var host = await RelayHost.StartAsync(settings: On);

        await File.WriteAllTextAsync(
            host.CataloguePath,
            $$"""{ "gateways": { "added": { "url": "{{host.Gateway.Url}}/added" } } }""",
            TestContext.Current.CancellationToken);
        while (!host.Services.GetRequiredService<CatalogueMonitor>().Current.Names.Contains("added"))
            await Task.Yield();

        AssertZero(await Scrape.OfAsync(host), "added");
    }

    // OpenTelemetry counts what exceeds its bound on series in one series without labels.
    [Fact]
    public async Task Metrics_CatalogueOfAThousandGateways_HaveSeriesForEach()
    {
        var entries = Enumerable.Range(0, 1000).Select(i => $$"""
            "g{{i}}": { "url": "GATEWAY/{{i}}" }
            """);
        await using var host = await RelayHost.StartAsync(
            catalogue: $$"""{ "gateways": { {{string.Join(',', entries)}} } }""", settings: On);

        var scrape = await Scrape.OfAsync(host);

        AssertZero(scrape, "g999");
        Assert.All(scrape.Names, name => Assert.False(scrape.Has(name, "otel_metric_overflow=\"true\""), name));
    }

    private static void AssertZero(Scrape scrape, string gateway)
    {
        var label = $"relay_gateway_name=\"{gateway}\"";
        Assert.All(Counters, name => Assert.True(scrape.Has($"relay_messages_{name}_total", label), name));
        Assert.All(Counters, name => Assert.Equal(0, scrape.Sum($"relay_messages_{name}_total", label)));
        Assert.All(Outcomes, outcome => Assert.True(
            scrape.Has("relay_attempts_total", label, $"relay_attempt_outcome=\"{outcome}\""), outcome));
    }
}
