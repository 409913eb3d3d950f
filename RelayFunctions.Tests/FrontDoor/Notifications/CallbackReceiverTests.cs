using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor.Notifications;

/// <summary>Receivers of callbacks that don't accept a notification at once.</summary>
public sealed class CallbackReceiverTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Callback_ReceiverIsDownForTwoAttempts_GetsTheSameEventAMinuteApart()
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target.StartsWith("/hook", StringComparison.Ordinal) && request.Attempt < 3
            ? StubResponse.Unavailable
            : StubResponse.Ok;
        var id = await relay.SendWithCallbackAsync();
        await relay.IdleAsync();
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());

        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);

        var requests = relay.To("/hook");
        Assert.Equal([1, 2, 3], requests.Select(request => request.Attempt));
        Assert.Single(requests.Select(request => (request.Headers["webhook-id"], request.Body)).Distinct());
        Assert.All(requests.Zip(requests.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= Minute));
        Assert.All(requests, request => request.Verified());
    }

    [Theory]
    [InlineData(410, 1)] // Gone permanently.
    [InlineData(302, 3)] // Not followed.
    [InlineData(500, 3)]
    public async Task Callback_ReceiverRefuses_LeavesTheMessageDelivered(int status, int attempts)
    {
        await using var relay = await Notified.StartAsync();
        relay.Gateway.Respond = request => request.Target.StartsWith("/hook", StringComparison.Ordinal)
            ? new StubResponse(status, "", ("Location", $"{relay.Gateway.Url}/elsewhere"))
            : StubResponse.Ok;
        var id = await relay.SendWithCallbackAsync();
        for (var minute = 0; minute < 3; minute++)
            await relay.AdvanceAsync(Minute);

        Assert.Equal(attempts, relay.To("/hook").Count);
        Assert.Empty(relay.To("/elsewhere"));
        var message = await relay.StatusAsync(id);
        Assert.Equal("delivered", message.GetProperty("status").GetString());
        var notification = await relay.StatusAsync(message.GetProperty("notification").GetString()!);
        Assert.Equal("failed", notification.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Callback_OneReceiverAsksToRetryLater_DelaysNoOther()
    {
        await using var relay = await Notified.StartAsync();
        await using var other = await StartThrottlingAsync(relay);
        await relay.SendJsonAsync($$"""{"message": "a", "gateway": "plain", "callbackUrl": "{{other.Url}}/hook"}""");
        await relay.IdleAsync();
        Assert.Single(other.Requests);

        await relay.SendWithCallbackAsync();
        await relay.IdleAsync();

        Assert.Single(relay.To("/hook"));
    }

    [Fact]
    public async Task Callback_AnotherPathOfAHostThatAsksToRetryLater_WaitsToo()
    {
        await using var relay = await Notified.StartAsync();
        await using var other = await StartThrottlingAsync(relay);
        await relay.SendJsonAsync($$"""{"message": "a", "gateway": "plain", "callbackUrl": "{{other.Url}}/one"}""");
        await relay.IdleAsync();

        await relay.SendJsonAsync($$"""{"message": "a", "gateway": "plain", "callbackUrl": "{{other.Url}}/two"}""");
        await relay.IdleAsync();

        Assert.Equal("/one", Assert.Single(other.Requests).Target);
    }

    private static async Task<RecordingGateway> StartThrottlingAsync(RelayHost relay)
    {
        var receiver = await RecordingGateway.StartAsync(relay.Clock);
        receiver.Respond = _ => new StubResponse(429, "", ("Retry-After", "600"));
        return receiver;
    }
}
