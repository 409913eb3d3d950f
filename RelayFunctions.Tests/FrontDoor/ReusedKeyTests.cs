using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Delivery;
using RelayFunctions.Messages;
using RelayFunctions.Tests.FrontDoor.Notifications;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>An idempotency key whose message was deleted has the same id again, for another message.</summary>
public sealed class ReusedKeyTests
{
    [Fact]
    public async Task Message_OfAReusedKey_SendsANotificationOfItsOwn()
    {
        await using var relay = await Notified.StartAsync();
        var id = await SendAsync(relay, "one");
        await DeleteAsync(relay, id);

        Assert.Equal(id, await SendAsync(relay, "two"));

        var told = relay.To("/hook");
        Assert.Equal(2, told.Select(request => request.Headers["webhook-id"]).Distinct().Count());
        Assert.Equal(
            told[1].Headers["webhook-id"], (await relay.StatusAsync(id)).GetProperty("notification").GetString());
    }

    [Fact]
    public async Task Resend_OfAReusedKey_SendsTheNewMessage()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = _ => new StubResponse(400);
        var id = await SendAsync(relay, "one");
        await ResendAsync(relay, id);
        await DeleteAsync(relay, id);
        await SendAsync(relay, "two");

        var resent = await ResendAsync(relay, id);

        Assert.Equal(resent, relay.To("/plain")[^1].MessageId);
        Assert.Equal(["one", "one", "two", "two"], relay.To("/plain").Select(
            request => JsonDocument.Parse(request.Body).RootElement.GetProperty("message").GetString()));
        Assert.Equal(resent, await ResendAsync(relay, id));
    }

    // Versions before 2026-11-29 derived the id of the new message from the id of a key alone.
    [Fact]
    public async Task Resend_MessageOfAKeyThatAnEarlierVersionSentAgain_NamesThatMessage()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = _ => new StubResponse(400);
        var id = await SendAsync(relay, "one");
        await relay.AdvanceAsync(TimeSpan.FromSeconds(1));
        var earlier = MessageId.Derive($"resend of {id}");
        await relay.Services.GetRequiredService<DurableTaskClient>().ScheduleNewOrchestrationInstanceAsync(
            MessageDelivery.Orchestration,
            new MessageDelivery("one", "plain", relay.Clock.GetUtcNow()) { ResendOf = id },
            new StartOrchestrationOptions(earlier),
            TestContext.Current.CancellationToken);
        await relay.IdleAsync();

        Assert.Equal(earlier, (await relay.StatusAsync(id)).GetProperty("resentAs").GetString());
        Assert.Equal(earlier, await ResendAsync(relay, id));

        Assert.Equal(2, relay.To("/plain").Count);
        using var all = await relay.Http.PostAsJsonAsync(
            "/messages/resend", new { gateway = "plain", dryRun = true }, TestContext.Current.CancellationToken);
        var counts = await all.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(1, counts.GetProperty("alreadyResent").GetInt32());
    }

    private static async Task<string> SendAsync(RelayHost relay, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/send_message", UriKind.Relative));
        request.Headers.Add("Idempotency-Key", "k");
        request.Content = JsonContent.Create(
            new { message, gateway = "plain", callbackUrl = $"{relay.Gateway.Url}/hook" });
        return await IdOfAsync(relay, await relay.Http.SendAsync(request, TestContext.Current.CancellationToken));
    }

    private static async Task<string> ResendAsync(RelayHost relay, string id) =>
        await IdOfAsync(relay, await relay.PostAsync($"/messages/{id}/resend"));

    private static async Task<string> IdOfAsync(RelayHost relay, HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            await relay.IdleAsync();
            return body.GetProperty("id").GetString()!;
        }
    }

    private static async Task DeleteAsync(RelayHost relay, string id)
    {
        // The next message is accepted later.
        await relay.AdvanceAsync(TimeSpan.FromSeconds(1));
        using var response = await relay.Http.DeleteAsync(
            new Uri($"/messages/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
