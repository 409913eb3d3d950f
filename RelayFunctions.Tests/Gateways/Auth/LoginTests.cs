using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <summary>Tokens of a login that the service defines itself.</summary>
public sealed partial class LoginTests
{
    private const string Password = "pa55/:+é";
    private const string Body = """ "body": { "json": { "user": "{{ settings.user }}", "password": "{{ secrets.password }}" } } """;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(Body, "POST /login", "application/json", """{"user":"relay","password":"pa55/:+é"}""")]
    [InlineData(
        """ "method": "GET", "query": { "corpid": "{{ settings.user }}", "secret": ["{{ secrets.password }}"] } """,
        "GET /login?corpid=relay&secret=pa55%2F%3A%2B%C3%A9", null, "")]
    [InlineData(
        """ "method": "PUT", "body": { "form": { "u": "{{ settings.user }}", "p": "{{ secrets.password }}" } } """,
        "PUT /login", "application/x-www-form-urlencoded", "u=relay&p=pa55%2F%3A%2B%C3%A9")]
    [InlineData(
        """ "body": { "xml": "<login user='{{ settings.user }}'>{{ secrets.password | md5 }}</login>" } """,
        "POST /login", "application/xml", "<login user='relay'>c59157a2437df46d9664b9ed6b67f9a6</login>")]
    [InlineData(""" "headers": { "X-User": "{{ settings.user }}" } """, "POST /login", null, "")]
    public async Task Send_Request_LogsInAndCarriesTheToken(string keys, string request, string? contentType, string body)
    {
        var methods = new List<string>();
        await using var stub = await StartAsync(context =>
        {
            methods.Add(context.Request.Method);
            return Grant("t0ken")(context);
        });
        using var sender = new SenderFixture(_time);

        Assert.Null((await sender.SendAsync(Gateway(stub, keys))).Error);

        Assert.Equal(2, stub.Requests.Count);
        var (target, headers, sent) = stub.Requests.First();
        Assert.Equal(request, $"{Assert.Single(methods)} {target}");
        Assert.Equal(contentType, headers.ContentType);
        Assert.Equal(body, Encoding.UTF8.GetString(sent));
        Assert.Equal("application/json", headers.Accept);
        Assert.StartsWith("Relay/", headers.UserAgent.ToString(), StringComparison.Ordinal);
        Assert.Equal(keys.Contains("X-User", StringComparison.Ordinal) ? "relay" : "", headers["X-User"].ToString());
        Assert.False(headers.ContainsKey("Authorization") || headers.ContainsKey("Idempotency-Key") || headers.ContainsKey("X-Relay-Attempt"));
        Assert.Equal("Bearer t0ken", stub.Requests.Last().Headers.Authorization);
    }

    [Fact]
    public async Task Send_LoginWithHeadersOfItsOwn_ReplacesThoseOfRelay()
    {
        await using var stub = await StartAsync(Grant("t0ken"));
        using var sender = new SenderFixture(_time);

        await sender.SendAsync(Gateway(stub, """ "headers": { "accept": "text/json", "User-Agent": "a/1", "Authorization": "Key {{ secrets.key }}" } """));

        var headers = stub.Requests.First().Headers;
        Assert.Equal(("text/json", "a/1", "Key k3y/1"), (headers.Accept.ToString(), headers.UserAgent.ToString(), headers.Authorization.ToString()));
    }

    [Theory]
    [InlineData("", "/send", "Authorization", "Bearer a+b/c=")]
    [InlineData(""", "tokenIn": { "header": "X-Auth-Token" } """, "/send", "X-Auth-Token", "a+b/c=")]
    [InlineData(""", "tokenIn": { "header": "Authorization", "prefix": "Token " } """, "/send", "Authorization", "Token a+b/c=")]
    [InlineData(""", "tokenIn": { "header": "{{ settings.user }}", "prefix": "" } """, "/send", "relay", "a+b/c=")]
    [InlineData(""", "tokenIn": { "query": "access_token" } """, "/send?access_token=a%2Bb%2Fc%3D", "Authorization", "")]
    public async Task Send_Request_CarriesTheTokenWhereTokenInSays(string tokenIn, string target, string header, string value)
    {
        await using var stub = await StartAsync(Grant("a+b/c="));
        using var sender = new SenderFixture(_time);

        Assert.Null((await sender.SendAsync(Gateway(stub, $"{Body}{tokenIn}"))).Error);

        Assert.Equal((target, value), (stub.Requests.Last().Target, stub.Requests.Last().Headers[header].ToString()));
    }

    [Theory]
    [InlineData("/token", """{"token": "abc"}""", "abc")]
    [InlineData("/token", """{"token": 1234567890123456789012345678901234567890}""", "1234567890123456789012345678901234567890")]
    [InlineData("/data/0/a~1b", """{"data": [{"a/b": "abc"}]}""", "abc")]
    [InlineData("/token", """{"token": "JWT abc"}""", "JWT abc")]
    [InlineData("", "\"abc\"", "abc")]
    public async Task Send_TokenAnywhereInTheResponse_IsFound(string place, string response, string token)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(201, response));
        using var sender = new SenderFixture(_time);

        Assert.Null((await sender.SendAsync(Gateway(stub, Body, token: place))).Error);

        Assert.Equal($"Bearer {token}", stub.Requests.Last().Headers.Authorization);
    }

    private static Gateway Gateway(
        StubGateway stub, string keys = Body, string more = "", string token = "/data/token", string? url = null) =>
        GatewayFixture.Load(
            $$"""
            {
              "url": "{{stub.Url}}send", "settings": { "user": "relay" }, {{more}}
              "auth": { "login": { "url": "{{url ?? $"{stub.Url}login"}}", "token": "{{token}}", {{keys}} } }
            }
            """,
            ("secrets:password", Password),
            ("secrets:key", "k3y/1"));

    /// <param name="login">The response to the login.</param>
    /// <param name="send">The response to the request that carries the token; 200 if null.</param>
    private static Task<StubGateway> StartAsync(RequestDelegate login, RequestDelegate? send = null) =>
        StubGateway.StartAsync("/login", login, send);

    private static RequestDelegate Grant(string token) =>
        StubGateway.RespondWith(200, $$"""{"data": {"token": "{{token}}", "expires_in": 3600} }""");
}
