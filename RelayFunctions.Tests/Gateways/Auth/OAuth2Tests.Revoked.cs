using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <content>Tokens that the gateway rejects before they expire.</content>
public sealed partial class OAuth2Tests
{
    [Fact]
    public async Task Send_TokenThatWasRevoked_SendsOnceMoreWithANewOne()
    {
        var good = "t1";
        await using var stub = await StartRevocableAsync(() => good);
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);
        await sender.SendAsync(gateway);
        good = "t2";

        var response = await sender.SendAsync(gateway);

        Assert.Equal((200, null), (response.StatusCode, response.Error));
        Assert.Equal(
            ["Bearer t1", "Bearer t1", "Bearer t2"],
            stub.Requests.Where(request => request.Target == "/send").Select(request => request.Headers.Authorization.ToString()));
        Assert.All(
            stub.Requests.Where(request => request.Target == "/send"),
            request => Assert.Equal("1", request.Headers["X-Relay-Attempt"]));
    }

    [Fact]
    public async Task Send_IdleConnectionAndThenARevokedToken_IsSentAThirdTime()
    {
        var good = "t1";
        var timeouts = 0;
        await using var stub = await StartAsync(
            context => Grant(good)(context),
            context =>
            {
                var isTimeout = context.Request.Headers.Authorization == "Bearer t1" && good == "t2" && timeouts++ == 0;
                context.Response.StatusCode = isTimeout ? 408
                    : context.Request.Headers.Authorization == $"Bearer {good}" ? 200 : 401;
                if (isTimeout)
                    context.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            });
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, keys: ", \"retry\": {\"stopOn\": [401]}");
        await sender.SendAsync(gateway);
        good = "t2";

        Assert.Null((await sender.SendAsync(gateway)).Error);
    }

    // A gateway that remembers failures would answer the new token with the old 401.
    [Fact]
    public async Task Send_RepeatWithAKeyForEachAttempt_HasAKeyOfItsOwn()
    {
        var good = "t1";
        await using var stub = await StartRevocableAsync(() => good);
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, keys: ", \"idempotency\": \"attempt\"");
        await sender.SendAsync(gateway);
        good = "t2";

        await sender.SendAsync(gateway);

        var keys = stub.Requests.Where(request => request.Target == "/send")
            .Select(request => request.Headers["Idempotency-Key"].ToString()).ToArray();
        Assert.Equal([keys[0], keys[0], $"{keys[0]}-2"], keys);
    }

    [Fact]
    public async Task Send_ManyWithATokenThatWasRevoked_FetchOneNewToken()
    {
        var good = "t1";
        await using var stub = await StartRevocableAsync(() => good);
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);
        await sender.SendAsync(gateway);
        good = "t2";

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sender.SendAsync(gateway)));

        Assert.All(responses, response => Assert.Null(response.Error));
        Assert.Equal(2, stub.Requests.Count(request => request.Target == "/token"));
    }

    [Fact]
    public async Task Send_EveryTokenIsRejected_SendsNoMoreThanTwiceAndReturns401()
    {
        var good = "t1";
        await using var stub = await StartRevocableAsync(() => good);
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);
        await sender.SendAsync(gateway);
        good = "none";

        var response = await sender.SendAsync(gateway);

        Assert.Equal((401, "401 Unauthorized"), (response.StatusCode, response.Error));
        Assert.Equal(3, stub.Requests.Count(request => request.Target == "/send"));
    }

    [Fact]
    public async Task Send_NoNewTokenInPlaceOfARevokedOne_IsNotAResponseOfTheGateway()
    {
        var fetches = 0;
        await using var stub = await StartAsync(
            context => (Interlocked.Increment(ref fetches) == 1 ? Grant("t1") : StubGateway.RespondWith(503, ""))(context),
            context =>
            {
                context.Response.StatusCode = fetches > 0 && context.Request.Headers["X-Relay-Attempt"] == "2" ? 401 : 200;
                return Task.CompletedTask;
            });
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);
        await sender.SendAsync(gateway);

        var response = await sender.SendAsync(gateway, SenderFixture.Message with { Number = 2 });

        // A status here would let stopOn end the message.
        Assert.Equal((null, "no access token from 127.0.0.1: 503 Service Unavailable"), (response.StatusCode, response.Error));
    }

    /// <summary>Grants t1, t2, ... and accepts only the valid one.</summary>
    private static Task<StubGateway> StartRevocableAsync(Func<string> good)
    {
        var fetches = 0;
        return StartAsync(
            context => Grant($"t{Interlocked.Increment(ref fetches)}")(context),
            context =>
            {
                context.Response.StatusCode = context.Request.Headers.Authorization == $"Bearer {good()}" ? 200 : 401;
                return Task.CompletedTask;
            });
    }
}
