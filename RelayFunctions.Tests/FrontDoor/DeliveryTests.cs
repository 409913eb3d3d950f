using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class DeliveryTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Message_GatewayResponds200_IsDeliveredOnce()
    {
        await using var relay = await RelayHost.StartAsync();

        var id = await relay.SendAsync("grüße, \"world\" \\ 你好");
        await relay.IdleAsync();

        var request = Assert.Single(relay.Gateway.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/gateway_1", request.Target);
        Assert.Equal("grüße, \"world\" \\ 你好", request.Message);
        Assert.Equal(id, request.MessageId);
        Assert.Equal(1, request.Attempt);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Message_GatewayDown_IsTriedThreeTimesAMinuteApartThenFails()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var start = relay.Clock.GetUtcNow();

        var id = await relay.SendAsync();
        for (var second = 0; second < 300; second++)
            await relay.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([1, 2, 3], relay.Gateway.Requests.Select(r => r.Attempt));
        Assert.Equal([start, start + Minute, start + 2 * Minute], relay.Gateway.Requests.Select(r => r.At));
        Assert.Equal("failed", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Message_GatewayRecovers_IsDeliveredByTheSecondAttempt()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = request => request.Attempt == 1 ? StubResponse.Unavailable : StubResponse.Ok;

        var id = await relay.SendAsync();
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([1, 2], relay.Gateway.Requests.Select(r => r.Attempt));
        Assert.All(relay.Gateway.Requests, request => Assert.Equal(id, request.MessageId));
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(201, 1)]
    [InlineData(204, 1)]
    [InlineData(301, 3)]
    [InlineData(400, 3)]
    [InlineData(404, 3)]
    [InlineData(500, 3)]
    public async Task Message_GatewayStatus_IsASuccessOnlyWithin2xx(int status, int attempts)
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => new StubResponse(status, Headers: ("Location", "/elsewhere"));

        await relay.SendAsync();
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);

        Assert.Equal(attempts, relay.Gateway.Requests.Count);
        Assert.All(relay.Gateway.Requests, request => Assert.Equal("/gateway_1", request.Target));
    }

    [Fact]
    public async Task Message_GatewayHangs_PauseIsCountedFromTheEndOfTheAttempt()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "slow": { "url": "GATEWAY/slow", "timeout": "00:00:20" } } }""");
        relay.Gateway.Respond = _ => StubResponse.Never;
        var start = relay.Clock.GetUtcNow();

        await relay.SendAsync(gateway: "slow");
        await relay.Gateway.ArrivalAsync();
        await relay.AdvanceBusyAsync(TimeSpan.FromSeconds(20));
        await relay.AdvanceAsync(Minute - TimeSpan.FromMilliseconds(1));
        Assert.Single(relay.Gateway.Requests);
        relay.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await relay.Gateway.ArrivalAsync();

        Assert.Equal(start + TimeSpan.FromSeconds(80), relay.Gateway.Requests[1].At);
    }

    [Theory]
    [InlineData("180", 180)]
    [InlineData("5", 60)]
    [InlineData("Tue, 01 Jan 2030 12:03:00 GMT", 181)]
    [InlineData("soon", 60)]
    public async Task Message_RetryAfter_LengthensThePauseAndNeverShortensIt(string retryAfter, int seconds)
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable with { Headers = [("Retry-After", retryAfter)] };

        await relay.SendAsync();
        await relay.AdvanceAsync(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Single(relay.Gateway.Requests);
        await relay.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal(2, relay.Gateway.Requests.Count);
    }

    [Fact]
    public async Task Messages_OfOneGatewayThatHangs_DelayNoOther()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/hanging" ? StubResponse.Never : StubResponse.Ok;

        // More messages than host.json allows to run concurrently.
        for (var i = 0; i < 1_200; i++)
            await relay.SendAsync(gateway: "hanging");
        var id = await relay.SendAsync(gateway: "lively");
        while (relay.Gateway.Requests.All(request => request.MessageId != id))
            await relay.Gateway.ArrivalAsync();
    }
}
