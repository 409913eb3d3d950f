using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class MessageRequestTests
{
    [Fact]
    public async Task Request_OfAMessage_IsTheOneThatWasSentWithMasks()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue:
            """
            { "gateways": { "partner": { "url": "GATEWAY/{{ parameters.channel }}", "parameters": { "channel": { "required": true } },
              "auth": { "bearer": "{{ secrets.token }}" } } } }
            """,
            settings: ["--Gateways:partner:secrets:token=c0ffee"]);
        using var accepted = await relay.PostAsync(
            "/send_message", """{"message":"hello","gateway":"partner","parameters":{"channel":"c1"}}""");
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        await relay.IdleAsync();

        var request = await relay.Http.GetFromJsonAsync<JsonElement>(
            new Uri($"/messages/{id}/request", UriKind.Relative), TestContext.Current.CancellationToken);

        var sent = Assert.Single(relay.Gateway.Requests);
        Assert.EndsWith(sent.Target, request.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(sent.Body, request.GetProperty("body").GetString());
        Assert.Equal(sent.MessageId, request.GetProperty("headers").GetProperty("Idempotency-Key").GetString());
        Assert.DoesNotContain("c0ffee", request.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfAChain_IsTheOneOfTheGatewayInTurn()
    {
        await using var relay = await RelayHost.StartAsync(catalogue:
            """
            { "gateways": { "first": { "url": "GATEWAY/first", "retry": { "attempts": 1 } }, "second": { "url": "GATEWAY/second" } } }
            """);
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        using var accepted = await relay.PostAsync("/send_message", """{"message":"hello","gateway":["first","second"]}""");
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));

        var request = await relay.Http.GetFromJsonAsync<JsonElement>(
            new Uri($"{accepted.Headers.Location}/request", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(["/first", "/second", "/second"], relay.Gateway.Requests.Select(sent => sent.Target));
        Assert.EndsWith("/second", request.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("2", request.GetProperty("headers").GetProperty("X-Relay-Attempt").GetString());
    }

    [Theory]
    [InlineData("01b8db00-0000-7000-8000-000000000000")]
    [InlineData("none")]
    public async Task Request_OfNoMessage_Is404(string id)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.Http.GetAsync(
            new Uri($"/messages/{id}/request", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
