using System.Net;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class RetentionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Messages_AfterTheRetention_AreDeletedOnceTheyHaveEnded()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "slow": { "url": "GATEWAY/slow", "retry": { "maxInterval": "1.00:00:00" } } } }""",
            settings: ["--Relay:Retention=02:00:00"]);
        relay.Gateway.Respond = request =>
            request.Target == "/slow" ? StubResponse.Unavailable with { Headers = [("Retry-After", "86400")] } : StubResponse.Ok;
        var delivered = await relay.SendAsync();
        var waiting = await relay.SendAsync(gateway: "slow");

        // The purge runs at 17 past: at 13:17 both are younger than two hours, counted from their acceptance at 12:00.
        await relay.AdvanceAsync(Hour);
        var younger = await relay.SendAsync();
        await relay.AdvanceAsync(Hour / 2);
        Assert.Equal(HttpStatusCode.OK, await StatusCodeAsync(relay, delivered));

        await relay.AdvanceAsync(Hour);
        Assert.Equal(HttpStatusCode.NotFound, await StatusCodeAsync(relay, delivered));
        Assert.Equal(HttpStatusCode.OK, await StatusCodeAsync(relay, younger));
        Assert.Equal("waiting", (await relay.StatusAsync(waiting)).GetProperty("status").GetString());
    }

    private static async Task<HttpStatusCode> StatusCodeAsync(RelayHost relay, string id)
    {
        using var response = await relay.Http.GetAsync(
            new Uri($"/messages/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
