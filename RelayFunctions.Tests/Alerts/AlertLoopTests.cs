using System.Text.Json;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using static RelayFunctions.Tests.Alerts.AlertHost;

namespace RelayFunctions.Tests.Alerts;

/// <summary>Alerts do not trigger alerts, and their target may fail like any gateway.</summary>
public sealed class AlertLoopTests
{
    private const string Ring = """
        "left": { "gateway": "chat", "watch": ["sms", "mail"], "failures": { "count": 1, "share": 0.01 }, "oldestWaiting": "00:05:00" },
        "right": { "gateway": "mail", "watch": ["chat"], "failures": { "count": 1, "share": 0.01 }, "oldestWaiting": "00:05:00" }
        """;

    [Fact]
    public async Task Ring_AllGatewaysFail_SendsOneMessageAndNoneAboutAlertMessages()
    {
        await using var relay = await StartAsync(Ring);
        relay.Fail("chat", "sms", "mail");
        await relay.SendAsync("sms", 1);

        await relay.PassAsync(60);

        Assert.Single(relay.Received("chat"));
        Assert.Empty(relay.Received("mail"));
    }

    [Fact]
    public async Task Ring_TheTargetAsksToRetryLater_CountsNoWaitingAlert()
    {
        await using var relay = await StartAsync(Ring);
        relay.Gateway.Respond = request => request.Target switch
        {
            "/chat" => new StubResponse(429, "", ("Retry-After", "3000")),
            "/sms" => new StubResponse(500),
            _ => StubResponse.Ok,
        };
        await relay.SendAsync("sms", 1);

        await relay.PassAsync(30);

        Assert.Empty(relay.Received("mail"));
    }

    [Fact]
    public async Task Target_IsDown_UsesItsAttemptsAndTheNextOfTheChainIsNotified()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: """
            {
              "gateways": {
                "chat": { "url": "GATEWAY/chat" }, "mail": { "url": "GATEWAY/mail" },
                "sms": { "url": "GATEWAY/sms", "retry": { "attempts": 1 } }
              },
              "alerts": { "ops": { "gateway": ["chat", "mail"], "failures": { "count": 1 } } }
            }
            """);
        relay.Fail("chat", "sms");
        await relay.SendAsync("sms", 1);

        await relay.PassAsync(20);

        Assert.Equal(3, relay.Received("chat").Count);
        Assert.Single(relay.Received("mail"));
    }

    [Fact]
    public async Task Message_OfAnAlert_NamesItAndIsListed()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(1);

        var message = await OnlyMessageAsync(relay, "delivered");

        Assert.Equal("ops", message.GetProperty("alert").GetString());
    }

    [Fact]
    public async Task Message_OfAnAlertThatIsSentAgain_IsAnAlertsToo()
    {
        await using var relay = await StartAsync(Failures);
        relay.Fail("sms", "chat");
        await relay.SendAsync("sms", 3);
        await relay.PassAsync(1);
        var id = (await OnlyMessageAsync(relay, "failed")).GetProperty("id");

        using var resent = await relay.PostAsync($"/messages/{id}/resend");
        await relay.IdleAsync();

        var status = await relay.Http.GetStringAsync(resent.Headers.Location, TestContext.Current.CancellationToken);
        Assert.Equal("ops", JsonElement.Parse(status).GetProperty("alert").GetString());
    }

    // A pager would drop the alert of the other one, since the id is its idempotency key.
    [Fact]
    public async Task Messages_OfTwoServers_HaveIdsOfTheirOwn()
    {
        List<string> ids = [];
        for (var server = 0; server < 2; server++)
        {
            await using var relay = await StartAsync(Failures);
            relay.Fail("sms");
            await relay.SendAsync("sms", 3);
            await relay.PassAsync(1);
            ids.Add(Assert.Single(relay.Gateway.Requests, request => request.Target == "/chat").MessageId);
        }

        Assert.NotEqual(ids[0], ids[1]);
    }

    private static async Task<JsonElement> OnlyMessageAsync(RelayHost relay, string status)
    {
        var list = await relay.Http.GetStringAsync(
            new Uri($"/messages?gateway=chat&status={status}", UriKind.Relative), TestContext.Current.CancellationToken);
        return Assert.Single(JsonElement.Parse(list).GetProperty("messages").EnumerateArray());
    }
}
