using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using RelayFunctions.Tests.Gateways.Network;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <content>Requests for which no token can be obtained.</content>
public sealed partial class OAuth2Tests
{
    [Fact]
    public async Task Send_TokenRequestFails_FailsWaitingSendsAndTheNextRetries()
    {
        var refused = new TaskCompletionSource();
        var fetches = 0;
        await using var stub = await StartAsync(async context =>
        {
            await refused.Task;
            await (Interlocked.Increment(ref fetches) == 1 ? StubGateway.RespondWith(503, "s3cret") : Grant("t0ken"))(context);
        });
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);

        var sending = Enumerable.Range(0, 5).Select(_ => sender.SendAsync(gateway)).ToArray();
        refused.SetResult();
        var responses = await Task.WhenAll(sending);
        var next = await sender.SendAsync(gateway);

        Assert.All(responses, response => Assert.Equal((null, "no access token from 127.0.0.1: 503 Service Unavailable"), (response.StatusCode, response.Error)));
        Assert.Null(next.Error);
        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task Send_TokenRequestOfAnotherMessageTimesOut_AsksAgainInTheTimeLeft()
    {
        var asked = new TaskCompletionSource();
        var fetches = 0;
        await using var stub = await StartAsync(async context =>
        {
            if (Interlocked.Increment(ref fetches) > 1)
            {
                await Grant("t0ken")(context);
                return;
            }

            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);
        var first = sender.SendAsync(gateway);
        await asked.Task;
        _time.Advance(gateway.Timeout - TimeSpan.FromSeconds(1));
        var second = sender.SendAsync(gateway);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("no access token from 127.0.0.1: timed out after 30 s", (await first).Error);
        Assert.Null((await second).Error);
        Assert.Equal(2, fetches);
    }

    [Theory]
    [InlineData(200, "", "the response is not a JSON object")]
    [InlineData(200, "[\"s3cret\"]", "the response is not a JSON object")]
    [InlineData(200, """{"\ud800access": 1, "access_token": "s3cret\ud800"}""", "the response has no access_token")]
    [InlineData(400, """{"\ud800": 1, "error": "invalid_scope"}""", "400 Bad Request, invalid_scope")]
    [InlineData(200, """{"access": "s3cret"}""", "the response has no access_token")]
    [InlineData(200, """{"access_token": ""}""", "the response has no access_token")]
    [InlineData(200, """{"access_token": "s3cret\r\nX-Evil: 1"}""", "the access_token is not a valid header value")]
    [InlineData(200, """{"access_token": "s3cret", "token_type": "mac"}""", "the token_type is not Bearer")]
    [InlineData(302, "", "302 Found (redirects are not followed)")]
    [InlineData(400, """{"error": "invalid_scope", "error_description": "s3cret/:+é"}""", "400 Bad Request, invalid_scope: SECRET")]
    [InlineData(400, """{"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret.\r\nTrace ID: 1"}""", "400 Bad Request, invalid_client: AADSTS7000215: Invalid client secret. Trace ID: 1")]
    [InlineData(401, """{"error": "s3cret", "error_description": "Unknown client"}""", "401 Unauthorized: Unknown client")]
    [InlineData(400, """{"error": "invalid_scope", "error_description": 7}""", "400 Bad Request, invalid_scope")]
    [InlineData(200, """{"error": "invalid_client"}""", "the response has no access_token, invalid_client")]
    [InlineData(200, """{"error": "bad_verification_code", "error_description": "The code is incorrect."}""", "the response has no access_token: The code is incorrect.")]
    [InlineData(200, """{"error": "invalid_client", "error_description": "key s3cret%2F%3A%2B%C3%A9 is unknown"}""", "the response has no access_token, invalid_client: key SECRET is unknown")]
    [InlineData(401, """{"error": "s3cret"}""", "401 Unauthorized")]
    [InlineData(500, "s3cret", "500 Internal Server Error")]
    public async Task Send_WithoutAToken_SendsNothingAndReportsTheReason(int status, string body, string reason)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(status, body));
        using var sender = new SenderFixture(_time);

        var response = await sender.SendAsync(Gateway(stub));

        Assert.Equal((null, $"no access token from 127.0.0.1: {reason}"), (response.StatusCode, response.Error));
        Assert.Equal("/token", Assert.Single(stub.Requests).Target);
    }

    // What a server can repeat of a request for a token: the secret itself, the header, a form's field, a signed JWT.
    [Theory]
    [InlineData(""" "clientSecret": "{{ secrets.client }}" """, "s3cret/:+é")]
    [InlineData(""" "clientSecret": "{{ secrets.client }}" """, "s3cret%2F%3A%2B%C3%A9")]
    [InlineData(""" "clientSecret": "{{ secrets.client }}" """, "Basic bXkrY2xpZW50OnMzY3JldCUyRiUzQSUyQiVDMyVBOQ==", "Basic SECRET")]
    [InlineData(""" "clientSecret": "{{ secrets.client }}" """, "s3cret\\/:+\\u00e9")]
    [InlineData(""" "clientSecret": "{{ secrets.client }}" """, "czNjcmV0Lzorw6k=")]
    [InlineData(""" "clientSecret": "literal/1" """, "literal/1")]
    [InlineData(""" "clientSecret": "literal/1", "clientIn": "body" """, "literal%2F1")]
    [InlineData(""" "clientSecret": "literal/1", "refreshToken": "literal/2" """, "literal/2")]
    [InlineData(""" "clientSecret": "literal/1", "fields": {"password": ["literal/2", "literal/3"]} """, "literal/3")]
    public async Task Send_TokenResponseRepeatsASecret_HasAMask(string secret, string repeated, string shown = "SECRET")
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(401, JsonSerializer.Serialize(new { error_description = $"no {repeated} here" })));
        using var sender = new SenderFixture(_time);
        var gateway = GatewayFixture.Load(
            $$"""{"url": "{{stub.Url}}send", "auth": {"oauth2": {"tokenUrl": "{{stub.Url}}token", "clientId": "my client", {{secret}} } } }""",
            ("secrets:client", "s3cret/:+é"));

        Assert.Equal($"no access token from 127.0.0.1: 401 Unauthorized: no {shown} here", (await sender.SendAsync(gateway)).Error);
    }

    [Fact]
    public async Task Send_TokenResponseRepeatsTheSignedJwt_HasAMask()
    {
        StubGateway? received = null;
        await using var stub = received = await StartAsync(async context =>
        {
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(received!.Requests.Last().Body));
            await StubGateway.RespondWith(400, JsonSerializer.Serialize(new { error = "invalid_grant", error_description = $"bad {form["assertion"]}" }))(context);
        });
        using var sender = new SenderFixture(_time);
        var gateway = GatewayFixture.Load(
            $$$"""{"url": "{{{stub.Url}}}send", "auth": {"jwtBearer": {"tokenUrl": "{{{stub.Url}}}token", "issuer": "a", "privateKey": "{{ secrets.key }}"} } }""",
            ("secrets:key", TestKey.Pem));

        Assert.Equal("no access token from 127.0.0.1: 400 Bad Request, invalid_grant: bad SECRET", (await sender.SendAsync(gateway)).Error);
    }

    [Fact]
    public async Task Send_LongErrorDescription_IsCutAsAReason()
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(400, $$"""{"error_description": "{{new string('x', 5000)}}"}"""));
        using var sender = new SenderFixture(_time);

        Assert.Equal($"no access token from 127.0.0.1: 400 Bad Request: {new string('x', 200)}...", (await sender.SendAsync(Gateway(stub))).Error);
    }

    [Theory]
    [InlineData("http://{{ settings.tenant }}/token", " from 127.0.0.1")]
    [InlineData("http://127.0.0.1/token?code={{ secrets.code }}", "")]
    [InlineData("http://{{ secrets.tenant }}/token", "")]
    [InlineData("{% assign t = secrets.tenant %}http://{{ t }}/token", "")]
    [InlineData(null, "")]
    public async Task Send_WithoutAToken_NamesTheHostUnlessItMayBeASecret(string? tokenUrl, string host)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(503, ""));
        using var sender = new SenderFixture(_time);
        var authority = $"127.0.0.1:{stub.Url.Port}";
        var gateway = GatewayFixture.Load(
            $$"""
            {
              "url": "{{stub.Url}}send", "settings": { "tenant": "{{authority}}" },
              "auth": { "oauth2": { {{(tokenUrl is null ? "" : $"\"tokenUrl\": \"{tokenUrl.Replace("127.0.0.1", authority, StringComparison.Ordinal)}\",")}} {{Client}} } }
            }
            """,
            [
                ("secrets:client", "s3cret"), ("secrets:code", "s3cret"), ("secrets:tenant", authority),
                .. tokenUrl is null ? [("auth:oauth2:tokenUrl", $"http://{authority}/token")] : Array.Empty<(string, string)>(),
            ]);

        var response = await sender.SendAsync(gateway);

        Assert.Equal($"no access token{host}: 503 Service Unavailable", response.Error);
    }

    [Fact]
    public async Task Send_TokenEndpointHangs_TimesOutAndIsRetried()
    {
        var fetches = 0;
        await using var stub = await StartAsync(
            context => Interlocked.Increment(ref fetches) == 1 ? StubGateway.Hang(context) : Grant("t0ken")(context));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub) with { Timeout = TimeSpan.FromSeconds(10) };

        var sending = sender.SendAsync(gateway);
        await stub.FirstRequest.Task;
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("no access token from 127.0.0.1: timed out after 10 s", (await sending).Error);
        // A send that starts while the token request is timing out shares its result.
        while ((await sender.SendAsync(gateway)).Error is { } error)
            Assert.Equal("no access token from 127.0.0.1: timed out after 10 s", error);
        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task Send_EndlessTokenResponse_IsReadUpToTheLimit()
    {
        await using var stub = await StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync("                "u8.ToArray(), context.RequestAborted);
        });
        using var sender = new SenderFixture(_time);

        Assert.Equal("no access token from 127.0.0.1: the response is longer than 1 MiB", (await sender.SendAsync(Gateway(stub))).Error);
    }

    [Fact]
    public async Task Send_TokenEndpointOfAPrivateNetwork_IsNotConnectedTo()
    {
        await using var stub = await StartAsync(Grant("t0ken"));
        using var sender = new SenderFixture(_time, resolve: new FakeNames(["127.0.0.1"]).ResolveAsync);
        var gateway = Gateway(stub, tokenUrl: $"http://login.example:{stub.Url.Port}/token");

        var response = await sender.SendAsync(gateway);
        var allowed = await sender.SendAsync(gateway with { Network = RelayFunctions.Settings.GatewayNetwork.Private });

        Assert.StartsWith("no access token from login.example: the host name resolves to a private address", response.Error, StringComparison.Ordinal);
        Assert.Null(allowed.Error);
    }
}
