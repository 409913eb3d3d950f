using System.Text;
using System.Text.Json;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <content>The words of responses, and the secrets that they repeat.</content>
public sealed partial class LoginTests
{
    [Theory]
    [InlineData(200, """{"code": 40001, "errmsg": "invalid credential"}""", "200 OK, but the response has nothing at /data/token: invalid credential")]
    [InlineData(400, """{"errors": [{"text": "unknown\nuser"}]}""", "400 Bad Request: unknown user")]
    [InlineData(200, """{"data": {"token": "t0k én"}, "errmsg": "t0k én is new"}""", "200 OK, but the token at /data/token is not a valid header value: SECRET is new")]
    [InlineData(400, """{"errmsg": {"data": 1}}""", "400 Bad Request")]
    public async Task Send_WithoutATokenAndWithPointersToAReason_HasTheReason(int status, string body, string error)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(status, body));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, Body, """ "reason": { "json": ["/errmsg", "/errors/*/text"] }, """);

        Assert.Equal($"no access token from 127.0.0.1: {error}", (await sender.SendAsync(gateway)).Error);
    }

    // A pattern that is meant for the gateway's errors could match the token.
    [Fact]
    public async Task Send_WithoutATokenAndWithAPatternOfAReason_RepeatsNoWords()
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(200, """{"session": "t0ken"}"""));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, Body, """ "reason": { "body": ".+" }, """);

        Assert.Equal(
            "no access token from 127.0.0.1: 200 OK, but the response has nothing at /data/token", (await sender.SendAsync(gateway)).Error);
    }

    /// <summary>What a login sends, and how the login or the gateway repeats it.</summary>
    public static TheoryData<string, string> Repeated => new()
    {
        { Body, Password },
        { Body, Uri.EscapeDataString(Password) },
        { Body, Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Password}")) },
        { """ "body": { "text": "{{ secrets.password | sha256 }}" } """, "adf90a4110ee97ee7958ace3afaf6238e6cced2118ec013f1cd74a0216ace643" },
        { """ "body": { "json": { "list": [{ "password": "literal/1" }] } } """, "literal/1" },
        { """ "body": { "form": { "password": "literal/2" } } """, "literal%2F2" },
        { """ "body": { "json": { "in": { "$if": "{{ settings.user }}", "password": "literal/3" } } } """, "literal/3" },
        { """ "query": { "token": "literal/1" } """, "literal\\/1" },
        { """ "headers": { "X-Token": "literal/1" } """, "literal/1" },
        { """ "headers": { "Authorization": "Basic bGl0ZXJhbC8x" } """, "Basic bGl0ZXJhbC8x" },
        { """ "headers": { "authorization": "Basic bGl0ZXJhbC8x" } """, "bGl0ZXJhbC8x" },
    };

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task Send_LoginOrGatewayRepeatsWhatTheLoginSends_HasAMask(string keys, string repeated)
    {
        var words = JsonSerializer.Serialize(new { errmsg = $"no {repeated} here" });
        var isGranted = false;
        await using var stub = await StartAsync(
            context => isGranted ? Grant("t0ken")(context) : StubGateway.RespondWith(401, words)(context), StubGateway.RespondWith(400, words));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, keys, """ "reason": { "json": "/errmsg" }, """);

        var refused = await sender.SendAsync(gateway);
        isGranted = true;
        var rejected = await sender.SendAsync(gateway);

        Assert.Matches("^no access token from 127.0.0.1: 401 Unauthorized: no [^ ]{0,8}SECRET[^ ]{0,4} here$", refused.Error);
        Assert.Matches("^400 Bad Request: no [^ ]{0,8}SECRET[^ ]{0,4} here$", rejected.Error);
    }

    [Fact]
    public async Task Send_LoginRepeatsTheQueryOfItsUrl_HasAMask()
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(401, """{"errmsg": "no literal/1 here"}"""));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, Body, """ "reason": { "json": "/errmsg" }, """, url: $"{stub.Url}login?token=literal%2F1");

        Assert.Equal("no access token from 127.0.0.1: 401 Unauthorized: no SECRET here", (await sender.SendAsync(gateway)).Error);
    }

    [Theory]
    [InlineData("", "t0ken/+1")]
    [InlineData(""", "tokenIn": { "header": "X-Auth-Token" } """, "t0ken/+1")]
    [InlineData(""", "tokenIn": { "header": "X-Auth-Token", "prefix": "key=" } """, "t0ken\\/+1")]
    [InlineData(""", "tokenIn": { "query": "key" } """, "t0ken/+1")]
    [InlineData(""", "tokenIn": { "query": "key" } """, "t0ken%2F%2B1")]
    [InlineData(""", "tokenIn": { "query": "key" } """, "dDBrZW4vKzE=")]
    public async Task Send_GatewayRepeatsTheToken_HasAMask(string tokenIn, string repeated)
    {
        await using var stub = await StartAsync(
            Grant("t0ken/+1"), StubGateway.RespondWith(400, JsonSerializer.Serialize(new { errmsg = $"no {repeated} here" })));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, $"{Body}{tokenIn}", """ "reason": { "json": "/errmsg" }, """);

        Assert.Equal("400 Bad Request: no SECRET here", (await sender.SendAsync(gateway)).Error);
    }
}
