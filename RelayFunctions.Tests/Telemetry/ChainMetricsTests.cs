using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>Which gateway of a chain each counter names.</summary>
public sealed class ChainMetricsTests
{
    private const string Catalogue = """
        {
          "gateways": {
            "chain_sms": { "url": "GATEWAY/sms", "retry": { "attempts": 1 } },
            "chain_mail": { "url": "GATEWAY/mail", "retry": { "attempts": 1 } }
          }
        }
        """;

    private static readonly string[] Counters = ["accepted", "failed_over", "delivered", "failed", "cancelled", "expired"];

    [Theory]
    [InlineData(200, "delivered")]
    [InlineData(500, "failed")]
    public async Task Metrics_FirstGatewayOfAChainFails_CountItAndTheEndAtTheNext(int status, string end)
    {
        await using var host = await RelayHost.StartAsync(catalogue: Catalogue, settings: ["--Telemetry:Prometheus=true"]);
        host.Gateway.Respond = request => new StubResponse(request.Target == "/mail" ? status : 500);
        using (await host.PostAsync("/send_message", """{"message": "a", "gateway": ["chain_sms", "chain_mail"]}"""))
            await host.IdleAsync();

        var scrape = await Scrape.OfAsync(host);

        Assert.Equal(["accepted", "failed_over"], Counted(scrape, "chain_sms"));
        Assert.Equal([end], Counted(scrape, "chain_mail"));
    }

    private static IEnumerable<string> Counted(Scrape scrape, string gateway) =>
        from what in Counters
        where scrape.Sum($"relay_messages_{what}_total", $"relay_gateway_name=\"{gateway}\"") == 1
        select what;
}
