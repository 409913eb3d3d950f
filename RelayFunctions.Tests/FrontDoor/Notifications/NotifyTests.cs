using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor.Notifications;

public sealed class NotifyTests
{
    [Fact]
    public async Task Notify_MessageEnds_TheGatewayIsNotifiedAndNotifiesNoOther()
    {
        await using var relay = await Notified.StartAsync();
        var id = await relay.SendAsync(gateway: "sms");
        await relay.IdleAsync();

        var told = Assert.Single(relay.To("/events")).Verified();
        Assert.Equal(("message.delivered", id), (
            told.GetProperty("type").GetString(), told.GetProperty("data").GetProperty("id").GetString()));
        Assert.Equal(2, relay.Gateway.Requests.Count);
    }

    [Fact]
    public async Task Notify_GatewayWithABodyAndANotifyOfItsOwn_HasTheEventAsItsMessageAndMakesNoLoop()
    {
        await using var relay = await Notified.StartAsync();
        var id = await relay.SendAsync(gateway: "mail");
        await relay.IdleAsync();

        var body = Assert.Single(relay.To("/audit")).Verified();
        using var told = JsonDocument.Parse(body.GetProperty("event").GetString()!);
        Assert.Equal(id, told.RootElement.GetProperty("data").GetProperty("id").GetString());
        Assert.Equal(2, relay.Gateway.Requests.Count);
    }

    // The exception in docs/guarantees.md: the delivery does not commit such an end.
    [Fact]
    public async Task Notify_MessageIsTerminatedByATool_SendsNoNotification()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await relay.SendAsync(gateway: "sms");
        await relay.IdleAsync();

        await relay.Services.GetRequiredService<DurableTaskClient>().TerminateInstanceAsync(id, cancellation: TestContext.Current.CancellationToken);
        await relay.IdleAsync();

        Assert.Equal("cancelled", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.Empty(relay.To("/events"));
    }

    [Fact]
    public async Task Notify_MessageHasACallbackUrl_IsOnlyTheDefault()
    {
        await using var relay = await Notified.StartAsync();
        await relay.SendWithCallbackAsync("\"sms\"");
        await relay.IdleAsync();

        Assert.Single(relay.To("/hook"));
        Assert.Empty(relay.To("/events"));
    }

    [Fact]
    public async Task Notify_ChainEndsInTheSecondGateway_ItsGatewayIsNotified()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/sms" ? new StubResponse(400) : StubResponse.Ok;
        var id = await relay.SendJsonAsync("""{"message": "a", "gateway": ["sms", "mail", "plain"]}""");
        await relay.IdleAsync();

        Assert.Single(relay.To("/audit"));
        Assert.Empty(relay.To("/events"));
        var status = await relay.StatusAsync(id);
        Assert.Equal(id, (await relay.StatusAsync(status.GetProperty("notification").GetString()!)).GetProperty("notificationOf").GetString());
    }

    [Fact]
    public async Task Notify_ChainEndsInAGatewayWithoutOne_NoGatewayIsNotified()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/sms" ? new StubResponse(400) : StubResponse.Ok;
        var id = await relay.SendJsonAsync("""{"message": "a", "gateway": ["sms", "plain"]}""");
        await relay.IdleAsync();

        Assert.Equal(2, relay.Gateway.Requests.Count);
        Assert.False((await relay.StatusAsync(id)).TryGetProperty("notification", out _));
    }

    [Fact]
    public async Task Notify_CatalogueReloadedWithoutTheTarget_TheNotificationFailsAndTheMessageDoesNot()
    {
        await using var relay = await Notified.StartAsync(settings: "--Relay:GatewayBaseUrl=");
        var id = await relay.SendJsonAsync("""{"message": "a", "gateway": "sms", "deliverAt": "2030-01-01T12:00:20Z"}""");
        var reduced = JsonDocument.Parse(await File.ReadAllTextAsync(relay.CataloguePath, TestContext.Current.CancellationToken))
            .RootElement.GetProperty("gateways").GetProperty("plain").GetRawText();
        await File.WriteAllTextAsync(
            relay.CataloguePath, $$"""{"gateways": {"sms": {{reduced}} } }""", TestContext.Current.CancellationToken);
        await relay.AdvanceAsync(TimeSpan.FromSeconds(20));

        var status = await relay.StatusAsync(id);
        Assert.Equal("delivered", status.GetProperty("status").GetString());
        var notification = await relay.StatusAsync(status.GetProperty("notification").GetString()!);
        Assert.Equal("the catalogue has no gateway events any more", notification.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Notification_ProcessDiesBeforeItIsSent_IsSentByTheNext()
    {
        await using var died = await Notified.StartAsync();
        died.Gateway.Respond = request => request.Target == "/events" ? StubResponse.Never : StubResponse.Ok;
        var id = await died.SendAsync(gateway: "sms");
        await died.Gateway.ArrivalAsync();
        await died.Gateway.ArrivalAsync();
        Assert.Equal("delivered", (await died.StatusAsync(id)).GetProperty("status").GetString());
        await using var relay = await Notified.StartAsync(died.StorePath, died.Clock.GetUtcNow());

        await relay.IdleAsync();

        var request = Assert.Single(relay.Gateway.Requests);
        Assert.Equal("/events", request.Target);
        Assert.Equal(died.To("/events")[0].Headers["webhook-id"], request.Headers["webhook-id"]);
        Assert.Equal(id, request.Verified().GetProperty("data").GetProperty("id").GetString());
    }
}
