using System.Text.Json;
using EndToEnd.Tests.Targets;
using RelayFunctions.Tests.RecordingGateways;

namespace EndToEnd.Tests.Suite;

/// <summary>A notification reports the end of a message, and the message does not wait for it.</summary>
public abstract class NotificationSuite
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private protected abstract Task<RelayTarget> TargetAsync();

    [Fact]
    public async Task Callback_ReceiverNeverResponds_MessageHasEnded()
    {
        var target = await TargetAsync();
        // The event contains the gateway but not the text, so the two requests are distinguished by their paths.
        var id = await SendAsync(target, request => request.Target == "/hook/never" ? StubResponse.Never : StubResponse.Ok, "never");

        var message = await target.Http.UntilAsync(id, "delivered", Deadline);
        var notification = message.GetProperty("notification").GetString()!;
        await target.Gateway.ArrivalAsync(notification);
        await target.Http.UntilFoundAsync(notification, Deadline);

        Assert.Equal(id, (await target.Http.StatusAsync(notification)).GetProperty("notificationOf").GetString());
    }

    [Fact]
    public async Task Callback_MessageFails_IsNotifiedOnceAndDelivered()
    {
        var target = await TargetAsync();
        var id = await SendAsync(target, request => request.Target == "/stops" ? new StubResponse(400) : StubResponse.Ok, "failed");

        var message = await target.Http.UntilAsync(id, "failed", Deadline);
        var notification = message.GetProperty("notification").GetString()!;
        await target.Http.UntilFoundAsync(notification, Deadline);
        await target.Http.UntilAsync(notification, "delivered", Deadline);

        var request = Assert.Single(target.Gateway.RequestsOf(notification));
        Assert.Equal(notification, request.Headers["webhook-id"]);
        var told = JsonElement.Parse(request.Body);
        Assert.Equal("message.failed", told.GetProperty("type").GetString());
        Assert.Equal("400 Bad Request", told.GetProperty("data").GetProperty("error").GetString());
    }

    private static async Task<string> SendAsync(RelayTarget target, Func<ReceivedRequest, StubResponse> respond, string hook)
    {
        var gateway = hook == "never" ? "plain" : "stops";
        var message = target.Gateway.Message(respond);
        target.Gateway.RespondAt($"/hook/{hook}", respond);
        using var response = await target.Http.PostAsync(
            "/send_message", JsonSerializer.Serialize(new { message, gateway, callbackUrl = $"{target.Gateway.Url}/hook/{hook}" }));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text).GetProperty("id").GetString()!;
    }
}
