using RelayFunctions.Tests.Gateways.Network;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <content>Logins without a token.</content>
public sealed partial class LoginTests
{
    private const string Deep = "a text that is nested deeply";

    [Theory]
    [InlineData(403, "", "403 Forbidden")]
    [InlineData(500, """{"data": {"token": "t0ken"}}""", "500 Internal Server Error")]
    [InlineData(302, "", "302 Found (redirects are not followed)")]
    [InlineData(200, "", "200 OK, but the response is not JSON")]
    [InlineData(200, Deep, "200 OK, but the response is nested too deeply")]
    [InlineData(200, "t0ken", "200 OK, but the response is not JSON")]
    [InlineData(201, """{"token": "t0ken"}""", "201 Created, but the response has nothing at /data/token")]
    [InlineData(200, """{"data": {"token": null}}""", "200 OK, but the response has nothing at /data/token")]
    [InlineData(200, """{"data": {"token": ""}}""", "200 OK, but the response has an empty text at /data/token")]
    [InlineData(200, """{"data": {"token": {"value": "t0ken"}}}""", "200 OK, but the response has neither a text nor a number at /data/token")]
    [InlineData(200, """{"data": {"token": true}}""", "200 OK, but the response has neither a text nor a number at /data/token")]
    [InlineData(200, """{"data": {"token": "t0ken\r\nX-Evil: 1"}}""", "200 OK, but the token at /data/token is not a valid header value")]
    [InlineData(200, """{"data": {"token": "t0kén"}}""", "200 OK, but the token at /data/token is not a valid header value")]
    [InlineData(200, """{"data": {"token": " "}}""", "200 OK, but the token at /data/token is not a valid header value")]
    [InlineData(200, """{"data": {"token": "\ud800"}}""", "200 OK, but the token at /data/token is not a valid header value")]
    public async Task Send_WithoutAToken_SendsNothingAndReportsTheReason(int status, string body, string reason)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(status, body == Deep ? new string('[', 2000) : body));
        using var sender = new SenderFixture(_time);

        var response = await sender.SendAsync(Gateway(stub));
        var inQuery = await sender.SendAsync(Gateway(stub, """ "tokenIn": { "query": "key" } """));

        Assert.Equal((null, $"no access token from 127.0.0.1: {reason}"), (response.StatusCode, response.Error));
        Assert.Equal(response.Error, inQuery.Error);
        Assert.False(response.IsFinal);
        Assert.All(stub.Requests, request => Assert.Equal("/login", request.Target));
    }

    [Fact]
    public async Task Send_TokenOfTheWholeResponseIsMissing_NamesItsRoot()
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(200, "{}"));
        using var sender = new SenderFixture(_time);

        Assert.Equal(
            "no access token from 127.0.0.1: 200 OK, but the response has neither a text nor a number at its root",
            (await sender.SendAsync(Gateway(stub, token: ""))).Error);
    }

    [Fact]
    public async Task Send_EndlessLoginResponse_IsReadUpToTheLimit()
    {
        await using var stub = await StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync("                "u8.ToArray(), context.RequestAborted);
        });
        using var sender = new SenderFixture(_time);

        Assert.Equal(
            "no access token from 127.0.0.1: 200 OK, but the response is longer than 1 MiB", (await sender.SendAsync(Gateway(stub))).Error);
    }

    [Fact]
    public async Task Send_LoginHangs_TimesOutAndIsRetried()
    {
        var logins = 0;
        await using var stub = await StartAsync(
            context => Interlocked.Increment(ref logins) == 1 ? StubGateway.Hang(context) : Grant("t0ken")(context));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);

        var sending = sender.SendAsync(gateway);
        await stub.FirstRequest.Task;
        _time.Advance(gateway.Timeout);

        Assert.Equal("no access token from 127.0.0.1: timed out after 30 s", (await sending).Error);
        // A send that starts while the login is timing out shares its result.
        while ((await sender.SendAsync(gateway)).Error is { } error)
            Assert.Equal("no access token from 127.0.0.1: timed out after 30 s", error);
        Assert.Equal(2, logins);
    }

    [Fact]
    public async Task Send_LoginInAPrivateNetwork_IsNotConnectedTo()
    {
        await using var stub = await StartAsync(Grant("t0ken"));
        using var sender = new SenderFixture(_time, resolve: new FakeNames(["127.0.0.1"]).ResolveAsync);
        var gateway = Gateway(stub, url: $"http://login.example:{stub.Url.Port}/login");

        var response = await sender.SendAsync(gateway);
        var allowed = await sender.SendAsync(gateway with { Network = RelayFunctions.Settings.GatewayNetwork.Private });

        Assert.StartsWith("no access token from login.example: the host name resolves to a private address", response.Error, StringComparison.Ordinal);
        Assert.Null(allowed.Error);
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(503, true)]
    [InlineData(403, false)]
    public async Task Send_LoginIsThrottled_ClosesTheGateway(int status, bool isClosed)
    {
        await using var stub = await StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "90";
            return StubGateway.RespondWith(status, "")(context);
        });
        using var sender = new SenderFixture(_time);

        var response = await sender.SendAsync(Gateway(stub));

        Assert.Equal(isClosed ? TimeSpan.FromSeconds(90) : null, response.ThrottledFor);
    }

    [Theory]
    [InlineData("http://AUTHORITY/login?a={{ secrets.password }}", "")]
    [InlineData("http://{{ settings.user }}.AUTHORITY/login", null)]
    [InlineData("{{ secrets.server }}/login", "")]
    public async Task Send_WithoutAToken_NamesTheHostUnlessItMayBeASecret(string url, string? host)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(503, ""));
        using var sender = new SenderFixture(_time, resolve: new FakeNames(["127.0.0.1"]).ResolveAsync);
        var gateway = GatewayFixture.Load(
            $$"""
            {
              "url": "{{stub.Url}}send", "settings": { "user": "relay" }, "network": "private",
              "auth": { "login": { "url": "{{url.Replace("AUTHORITY", host is null ? $"localhost:{stub.Url.Port}" : stub.Url.Authority, StringComparison.Ordinal)}}", "token": "/token" } }
            }
            """,
            ("secrets:password", Password),
            ("secrets:server", stub.Url.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(
            $"no access token{host ?? " from relay.localhost"}: 503 Service Unavailable", (await sender.SendAsync(gateway)).Error);
    }
}
