using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using static RelayFunctions.Tests.Alerts.AlertHost;

namespace RelayFunctions.Tests.Alerts;

/// <summary>Which alerts are sent when a message waits too long.</summary>
public sealed class WaitingAlertTests
{
    [Fact]
    public async Task Message_ThatWaitsForTooLong_NotifiesOnceAndTheRecoveryOnce()
    {
        await using var relay = await StartAsync(Waiting);
        Close(relay, "1800");
        await relay.SendAsync("sms", 1);
        await relay.SendAsync("sms", 1);

        await relay.PassAsync(9);
        Assert.Empty(relay.Received());
        await relay.PassAsync(1);
        Assert.Contains("the oldest message has waited for 10 min.", Assert.Single(relay.Received()), StringComparison.Ordinal);

        relay.Fail();
        await relay.PassAsync(40);

        Assert.Equal(2, relay.Received().Count);
        Assert.Contains("gateway sms has recovered", relay.Received()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ThatIsDeferred_WaitsFromItsDeliverAtOn()
    {
        await using var relay = await StartAsync(Waiting);
        Close(relay, "3600");
        await relay.SendAsync("sms", 1);
        await SendDeferredAsync(relay, "2030-01-01T12:30:00Z");

        await relay.PassAsync(39);
        Assert.Empty(relay.Received());
        await relay.PassAsync(1);

        Assert.Contains("the oldest message has waited for 10 min.", Assert.Single(relay.Received()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ThatIsTheOldestOfManyDeferredOnes_Counts()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: PausedCatalogue);
        await SendDeferredAsync(relay, "2030-01-01T12:01:00Z");
        await relay.PassAsync(5);
        for (var i = 0; i < 60; i++)
            await SendDeferredAsync(relay, "2030-01-01T12:06:00Z");

        await relay.PassAsync(5);
        Assert.Empty(relay.Received());
        await relay.PassAsync(1);

        Assert.Contains("the oldest message has waited for 10 min.", Assert.Single(relay.Received()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ThatFailedOver_WaitsFromItsCurrentGatewayOn()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: """
            {
              "gateways": {
                "chat": { "url": "GATEWAY/chat" },
                "sms": { "url": "GATEWAY/sms", "retry": { "attempts": 2, "interval": "00:12:00" } },
                "mail": { "url": "GATEWAY/mail", "retry": { "interval": "00:30:00" } }
              },
              "alerts": { "ops": { "gateway": "chat", "watch": ["mail"], "oldestWaiting": "00:10:00" } }
            }
            """);
        relay.Fail("sms", "mail");
        using (await relay.PostAsync("/send_message", """{"message": "a", "gateway": ["sms", "mail"]}"""))
            await relay.IdleAsync();

        await relay.PassAsync(20);
        Assert.Empty(relay.Received());
        await relay.PassAsync(3);

        Assert.Contains("gateway mail has been in trouble", Assert.Single(relay.Received()), StringComparison.Ordinal);
        Assert.Contains("the oldest message has waited for 10 min.", relay.Received()[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ThatWaitsLongerThanTheRetention_NotifiesOnce()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: PausedCatalogue, settings: ["--Relay:Retention=01:00:00"]);
        await relay.SendAsync("sms", 1);

        await relay.PassAsync(4 * 60);

        Assert.Single(relay.Received());
    }

    private static string PausedCatalogue =>
        Catalogue(Waiting).Replace("GATEWAY/sms\"", "GATEWAY/sms\", \"paused\": true", StringComparison.Ordinal);

    private static async Task SendDeferredAsync(RelayHost relay, string at)
    {
        using (await relay.PostAsync("/send_message", $$"""{"message": "later", "gateway": "sms", "deliverAt": "{{at}}"}"""))
            await relay.IdleAsync();
    }

    // A 429 fails the only attempt of its message, and closes the gateway, so later messages wait.
    private static void Close(RelayHost relay, string seconds) => relay.Gateway.Respond = request =>
        request.Target == "/chat" ? StubResponse.Ok : new StubResponse(429, "", ("Retry-After", seconds));
}
