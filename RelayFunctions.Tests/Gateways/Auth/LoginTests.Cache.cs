using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <content>How long a token is used, and by whom.</content>
public sealed partial class LoginTests
{
    [Fact]
    public async Task Send_ManyAtOnce_LogInOnce()
    {
        var granted = new TaskCompletionSource();
        await using var stub = await StartAsync(async context =>
        {
            await granted.Task;
            await Grant("t0ken")(context);
        });
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);

        var sending = Enumerable.Range(0, 20).Select(_ => sender.SendAsync(gateway)).ToArray();
        await stub.FirstRequest.Task;
        granted.SetResult();

        Assert.All(await Task.WhenAll(sending), response => Assert.Null(response.Error));
        Assert.Single(stub.Requests, request => request.Target == "/login");
        Assert.Equal(20, stub.Requests.Count(request => request.Headers.Authorization == "Bearer t0ken"));
    }

    [Theory]
    [InlineData(""", "expiresIn": "/data/expire" """, "\"expire\": 3600", 3540)]
    [InlineData(""", "expiresIn": "/data/expire" """, "\"expire\": \"60\"", 30)]
    [InlineData(""", "expiresIn": "/data/expire" """, "\"expire\": 999999", 86_340)]
    [InlineData(""", "expiresIn": "/data/expire" """, "\"expire\": null", 240)]
    [InlineData(""", "expiresIn": "/data/expire" """, "\"expires_in\": 3600", 240)]
    [InlineData("", "\"expires_in\": 3600", 240)]
    public async Task Send_ValidToken_LogsInNoMore(string more, string life, int seconds)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(200, $$"""{"data": {"token": "t0ken", {{life}} } }"""));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, $"{Body}{more}");

        await sender.SendAsync(gateway);
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        await sender.SendAsync(gateway);
        Assert.Single(stub.Requests, request => request.Target == "/login");

        _time.Advance(TimeSpan.FromTicks(1));
        await sender.SendAsync(gateway);
        Assert.Equal(2, stub.Requests.Count(request => request.Target == "/login"));
    }

    [Theory]
    [InlineData("", "/send", "/send")]
    [InlineData(""", "tokenIn": { "header": "X-Auth-Token" } """, "/send", "/send")]
    [InlineData(""", "tokenIn": { "query": "key" } """, "/send?key=t1", "/send?key=t2")]
    public async Task Send_TokenThatWasRevoked_SendsOnceMoreWithANewOneAlone(string tokenIn, string first, string second)
    {
        var good = "t1";
        await using var stub = await StartRevocableAsync(() => good);
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, $"{Body}{tokenIn}");
        await sender.SendAsync(gateway);
        good = "t2";

        var response = await sender.SendAsync(gateway);

        Assert.Equal((200, null), (response.StatusCode, response.Error));
        Assert.Equal(["/login", first, first, "/login", second], stub.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Send_FreshTokenIsRejected_OnlyThatResponseIsFinal()
    {
        var good = "t1";
        await using var stub = await StartRevocableAsync(() => good);
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, Body, """ "retry": { "stopOn": [401] }, """);
        await sender.SendAsync(gateway);
        good = "t2";

        Assert.Equal((null, false), await ResultAsync());
        good = "none";
        Assert.Equal(("401 Unauthorized", true), await ResultAsync());

        Assert.Equal(3, stub.Requests.Count(request => request.Target == "/login"));

        async Task<(string?, bool)> ResultAsync() =>
            await sender.SendAsync(gateway) is var response ? (response.Error, response.IsFinal) : default;
    }

    /// <summary>Grants t1, t2, ... and accepts only the valid one.</summary>
    private static Task<StubGateway> StartRevocableAsync(Func<string> good)
    {
        var logins = 0;
        return StartAsync(
            context => Grant($"t{Interlocked.Increment(ref logins)}")(context),
            context =>
            {
                string[] carried = [context.Request.Headers.Authorization.ToString(), context.Request.Headers["X-Auth-Token"].ToString(), $"{context.Request.Query["key"]}"];
                context.Response.StatusCode = string.Concat(carried).Replace("Bearer ", "", StringComparison.Ordinal) == good() ? 200 : 401;
                return Task.CompletedTask;
            });
    }
}
