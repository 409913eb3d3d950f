using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor.Notifications;

public sealed class CallbackTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Callback_MessageIsDelivered_IsSignedAndHoldsTheStatus()
    {
        await using var relay = await Notified.StartAsync();
        var id = await relay.SendWithCallbackAsync();
        await relay.IdleAsync();

        var request = Assert.Single(relay.To("/hook"));
        Assert.Equal(("POST", "/hook?t=1", "application/json"), (request.Method, request.Target, request.Headers["Content-Type"]));
        var told = request.Verified();
        Assert.Equal("message.delivered", told.GetProperty("type").GetString());
        var status = await relay.StatusAsync(id);
        Assert.Equal("delivered", status.GetProperty("status").GetString());
        Assert.Equal(status.GetProperty("endedAt").GetString(), told.GetProperty("timestamp").GetString());
        Assert.True(JsonElement.DeepEquals(status, told.GetProperty("data")), told.GetRawText());
        var notification = await relay.StatusAsync(status.GetProperty("notification").GetString()!);
        Assert.Equal(request.Headers["webhook-id"], notification.GetProperty("id").GetString());
        Assert.Equal((id, "delivered", "callback-url"), (
            notification.GetProperty("notificationOf").GetString(),
            notification.GetProperty("status").GetString(),
            notification.GetProperty("gateway").GetString()));
        Assert.False(notification.TryGetProperty("notification", out _));
    }

    [Fact]
    public async Task Callback_MessageFails_ReportsTheReason()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/plain" ? new StubResponse(400) : StubResponse.Ok;
        var id = await relay.SendWithCallbackAsync();
        await relay.IdleAsync();

        var told = Assert.Single(relay.To("/hook")).Verified();
        Assert.Equal("message.failed", told.GetProperty("type").GetString());
        Assert.Equal("400 Bad Request", told.GetProperty("data").GetProperty("error").GetString());
        Assert.True(JsonElement.DeepEquals(await relay.StatusAsync(id), told.GetProperty("data")));
    }

    [Fact]
    public async Task Callback_MessageIsCancelledOrExpires_IsNotifiedOnce()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/plain" ? StubResponse.Unavailable : StubResponse.Ok;
        var cancelled = await relay.SendWithCallbackAsync();
        var expired = await relay.SendWithCallbackAsync(more: """, "expiresAt": "2030-01-01T12:00:30Z" """);
        await relay.IdleAsync();

        using (await relay.PostAsync($"/messages/{cancelled}/cancel"))
        using (await relay.PostAsync($"/messages/{cancelled}/cancel"))
            await relay.IdleAsync();
        await relay.AdvanceAsync(Minute);

        Assert.Equal(
            [$"message.cancelled {cancelled}", $"message.expired {expired}"],
            relay.To("/hook").Select(request => request.Verified())
                .Select(told => $"{told.GetProperty("type")} {told.GetProperty("data").GetProperty("id")}"));
    }

    [Fact]
    public async Task Callback_IdempotencyKeyRepeated_IsNotifiedOnceAndAnotherUrlIs422()
    {
        await using var relay = await Notified.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await SendWithKeyAsync(relay, "/hook"));
        Assert.Equal(HttpStatusCode.OK, await SendWithKeyAsync(relay, "/hook"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendWithKeyAsync(relay, "/other"));
        await relay.IdleAsync();

        Assert.Single(relay.To("/hook"));
        Assert.Single(relay.To("/plain"));
    }

    [Fact]
    public async Task Callback_FailedMessageIsResent_IsKept()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/plain" ? new StubResponse(400) : StubResponse.Ok;
        var id = await relay.SendWithCallbackAsync();
        await relay.IdleAsync();
        relay.Gateway.Respond = _ => StubResponse.Ok;

        using (await relay.PostAsync($"/messages/{id}/resend"))
            await relay.IdleAsync();

        var told = relay.To("/hook").Select(request => request.Verified()).ToArray();
        Assert.Equal(["message.failed", "message.delivered"], told.Select(one => one.GetProperty("type").GetString()));
        Assert.Equal(id, told[1].GetProperty("data").GetProperty("resendOf").GetString());
    }

    [Fact]
    public async Task Notification_ThatFailed_IsListedShownAndResent()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/plain" ? StubResponse.Ok : new StubResponse(410);
        await relay.SendWithCallbackAsync();
        await relay.IdleAsync();
        relay.Gateway.Respond = _ => StubResponse.Ok;

        var list = await relay.Http.GetFromJsonAsync<JsonElement>(
            new Uri("/messages?gateway=callback-url&status=failed", UriKind.Relative), TestContext.Current.CancellationToken);
        var id = Assert.Single(list.GetProperty("messages").EnumerateArray()).GetProperty("id").GetString();
        var shown = await relay.Http.GetStringAsync(new Uri($"/messages/{id}/request", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("t=1", shown, StringComparison.Ordinal);
        Assert.Contains("v1,SECRET", shown, StringComparison.Ordinal);
        using (await relay.PostAsync("/messages/resend", """{"gateway": "callback-url"}"""))
            await relay.IdleAsync();

        Assert.Equal(2, relay.To("/hook").Count);
        Assert.True(JsonElement.DeepEquals(relay.To("/hook")[0].Verified(), relay.To("/hook")[1].Verified()));
    }

    [Theory]
    [InlineData("--Relay:CallbackNetwork=private", "callbackUrl can't be signed: set Relay__CallbackSecret")]
    [InlineData($"--Relay:CallbackSecret={Notified.Secret}", "callbackUrl must be an https address")]
    public async Task Notification_ServerRestartsWithoutASetting_IsTriedThriceAndCanBeResent(string kept, string error)
    {
        await using var died = await Notified.StartAsync();
        died.Gateway.Respond = request => request.Target == "/plain" ? StubResponse.Unavailable : StubResponse.Ok;
        var id = await died.SendWithCallbackAsync();
        await died.IdleAsync();
        await using var without = await RelayHost.StartAsync(
            died.StorePath, died.Clock.GetUtcNow() + Minute, Notified.Catalogue, [kept]);

        await without.IdleAsync();
        var notification = (await without.StatusAsync(id)).GetProperty("notification").GetString()!;
        Assert.Equal("waiting", (await without.StatusAsync(notification)).GetProperty("status").GetString());
        await using var again = await Notified.StartAsync(without.StorePath, without.Clock.GetUtcNow() + Minute);
        await again.IdleAsync();
        Assert.Equal(2, (await again.StatusAsync(notification)).GetProperty("attempts").GetArrayLength());
        Assert.Equal("message.delivered", Assert.Single(died.To("/hook")).Verified().GetProperty("type").GetString());

        await without.AdvanceAsync(Minute);
        await without.AdvanceAsync(Minute);
        var status = await without.StatusAsync(notification);
        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.Equal(
            Enumerable.Repeat(error, 3),
            status.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("error").GetString()));
        await using var relay = await Notified.StartAsync(without.StorePath, without.Clock.GetUtcNow());
        using (var response = await relay.PostAsync($"/messages/{notification}/resend"))
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await relay.IdleAsync();

        Assert.Equal(id, died.To("/hook")[1].Verified().GetProperty("data").GetProperty("id").GetString());
        Assert.Single(without.Gateway.Requests);
    }

    [Fact]
    public async Task Callback_OfABatch_IsNotifiedForEachMessage()
    {
        await using var relay = await Notified.StartAsync();
        var item = $$"""{"message": "a", "gateway": "plain", "callbackUrl": "{{relay.Gateway.Url}}/hook"}""";

        using var response = await relay.PostAsync("/messages/batch", $$"""[{{item}}, {{item}}, {"message": "a", "gateway": "plain", "callbackUrl": "x"}]""");
        await relay.IdleAsync();

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("callbackUrl: must be an http or https address.", body, StringComparison.Ordinal);
        Assert.Equal(2, relay.To("/hook").Select(request => request.Headers["webhook-id"]).Distinct().Count());
    }

    private static async Task<HttpStatusCode> SendWithKeyAsync(RelayHost relay, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/send_message", UriKind.Relative));
        request.Headers.Add("Idempotency-Key", "k");
        request.Content = new StringContent($$"""{"message": "a", "gateway": "plain", "callbackUrl": "{{relay.Gateway.Url}}{{path}}"}""");
        using var response = await relay.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
