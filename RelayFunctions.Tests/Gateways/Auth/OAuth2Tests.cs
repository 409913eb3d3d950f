using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

public sealed partial class OAuth2Tests
{
    private const string Client = """ "clientId": "my client", "clientSecret": "{{ secrets.client }}" """;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("", "Basic bXkrY2xpZW50OnMzY3JldCUyRiUzQSUyQiVDMyVBOQ==", "grant_type=client_credentials")]
    [InlineData(
        """, "scope": "a b", "audience": "https://api.example/" """, "Basic bXkrY2xpZW50OnMzY3JldCUyRiUzQSUyQiVDMyVBOQ==",
        "grant_type=client_credentials&scope=a+b&audience=https%3A%2F%2Fapi.example%2F")]
    [InlineData(
        """, "scope": "a", "fields": {"resource": ["https://a.example/", "{{ secrets.client }}"], "empty": ""} """,
        "Basic bXkrY2xpZW50OnMzY3JldCUyRiUzQSUyQiVDMyVBOQ==",
        "grant_type=client_credentials&scope=a&resource=https%3A%2F%2Fa.example%2F&resource=s3cret%2F%3A%2B%C3%A9&empty=")]
    [InlineData(
        """, "clientIn": "body" """, "",
        "grant_type=client_credentials&client_id=my+client&client_secret=s3cret%2F%3A%2B%C3%A9")]
    [InlineData(
        """, "clientIn": "body", "refreshToken": "1//{{ secrets.client }}" """, "",
        "grant_type=refresh_token&refresh_token=1%2F%2Fs3cret%2F%3A%2B%C3%A9&client_id=my+client&client_secret=s3cret%2F%3A%2B%C3%A9")]
    public async Task Send_Request_AsksForATokenAndCarriesIt(string more, string authorization, string form)
    {
        await using var stub = await StartAsync(Grant("t0ken"));
        using var sender = new SenderFixture(_time);

        Assert.Null((await sender.SendAsync(Gateway(stub, more))).Error);

        Assert.Equal(["/token", "/send"], stub.Requests.Select(request => request.Target));
        var (_, asked, body) = stub.Requests.First();
        Assert.Equal(authorization, asked.Authorization.ToString());
        Assert.Equal("application/x-www-form-urlencoded", asked.ContentType);
        Assert.Equal(form, Encoding.UTF8.GetString(body));
        Assert.Equal("Bearer t0ken", stub.Requests.Last().Headers.Authorization);
    }

    [Fact]
    public async Task Send_PublicClientWithARefreshToken_AsksWithItsIdAlone()
    {
        await using var stub = await StartAsync(Grant("t0ken"));
        using var sender = new SenderFixture(_time);
        var gateway = GatewayFixture.Load(
            $$$"""
            {"url": "{{{stub.Url}}}send", "auth": {"oauth2":
              {"tokenUrl": "{{{stub.Url}}}token", "clientId": "app", "refreshToken": "{{ secrets.refresh }}"}} }
            """,
            ("secrets:refresh", "r3fresh"));

        Assert.Null((await sender.SendAsync(gateway)).Error);

        var (_, asked, body) = stub.Requests.First();
        Assert.Equal("", asked.Authorization.ToString());
        Assert.Equal("grant_type=refresh_token&refresh_token=r3fresh&client_id=app", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task Send_ManyAtOnce_TheTokenIsFetchedOnce()
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
        var responses = await Task.WhenAll(sending);

        Assert.All(responses, response => Assert.Null(response.Error));
        Assert.Single(stub.Requests, request => request.Target == "/token");
        Assert.Equal(20, stub.Requests.Count(request => request.Headers.Authorization == "Bearer t0ken"));
    }

    [Theory]
    [InlineData("\"expires_in\": 3600", 3540)]
    [InlineData("\"expires_in\": \"3600\"", 3540)]
    [InlineData("\"expires_in\": 60", 30)]
    [InlineData("\"expires_in\": 999999", 86_340)]
    [InlineData("\"expires_in\": 1e99", 240)]
    [InlineData("\"expires_in\": \"NaN\"", 240)]
    [InlineData("\"token_type\": \"bearer\"", 240)]
    public async Task Send_ValidToken_IsNotFetchedAgain(string life, int seconds)
    {
        await using var stub = await StartAsync(StubGateway.RespondWith(200, $$"""{"access_token": "t0ken", {{life}}}"""));
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);

        await sender.SendAsync(gateway);
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        await sender.SendAsync(gateway);
        Assert.Single(stub.Requests, request => request.Target == "/token");

        _time.Advance(TimeSpan.FromTicks(1));
        await sender.SendAsync(gateway);
        Assert.Equal(2, stub.Requests.Count(request => request.Target == "/token"));
    }

    [Fact]
    public async Task Send_TokenThatTheGatewayRefuses_IsForgotten()
    {
        var fetches = 0;
        await using var stub = await StartAsync(
            context => Grant($"t{Interlocked.Increment(ref fetches)}")(context),
            context =>
            {
                context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer t1" ? 401 : 200;
                return Task.CompletedTask;
            });
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub);

        Assert.Equal("401 Unauthorized", (await sender.SendAsync(gateway)).Error);
        Assert.Null((await sender.SendAsync(gateway)).Error);
        Assert.Null((await sender.SendAsync(gateway)).Error);

        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task Mask_Request_ShowsThatThereIsATokenAndFetchesNone()
    {
        await using var stub = await StartAsync(Grant("t0ken"));

        Assert.Equal("Bearer SECRET", Gateway(stub).Fill("Hi", masked: true).Header("Authorization"));
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("""{"clientId": "a", "clientSecret": "s3cret"}""", "tokenUrl", "is missing")]
    [InlineData("""{"tokenUrl": "token", "clientId": "a", "clientSecret": "s3cret"}""", "tokenUrl", "must be an http or https address")]
    [InlineData("""{"tokenUrl": "https://a:s3cret@b", "clientId": "a", "clientSecret": "s3cret"}""", "tokenUrl", "must not contain a user")]
    [InlineData("""{"tokenUrl": "https://a/{{ message }}", "clientId": "a", "clientSecret": "s3cret"}""", "tokenUrl", "can use only settings and secrets")]
    [InlineData("""{"tokenUrl": "https://a", "clientSecret": "s3cret"}""", "clientId", "is missing")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a"}""", "clientSecret", "is missing")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "clientIn": "query"}""", "clientIn", "must be one of header, body")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "scopes": "a"}""", "scopes", "unknown key")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": []}""", "fields", "must be an object")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"grant_type": "a"}}""", "fields.grant_type", "is set by Relay itself, to client_credentials, or to refresh_token with refreshToken")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"refresh_token": "a"}}""", "fields.refresh_token", "is set by Relay itself: use refreshToken")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "refreshToken": ""}""", "refreshToken", "must not be empty")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"client_id": "a"}}""", "fields.client_id", "is set by Relay itself: use clientId")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"client_secret": "a"}}""", "fields.client_secret", "is set by Relay itself: use clientSecret")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"scope": "a"}}""", "fields.scope", "is set by Relay itself: use scope")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"audience": "a"}}""", "fields.audience", "is set by Relay itself: use audience")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"a": "{{ message }}"}}""", "fields.a", "can use only settings and secrets")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"a": ["b", "{{ id }}"]}}""", "fields.a.1", "can use only settings and secrets")]
    [InlineData("""{"tokenUrl": "https://a", "clientId": "a", "clientSecret": "s3cret", "fields": {"a": 7}}""", "fields.a", "must be a string or an array of strings")]
    public void Load_InvalidAuth_IsAFaultWithoutTheSecret(string keys, string key, string fault)
    {
        var found = Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "http://a", "auth": {"oauth2": {{keys}} } }"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': auth.oauth2.{key}: {fault}", found, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", found, StringComparison.Ordinal);
    }

    private static Gateway Gateway(
        StubGateway stub, string more = "", string? tokenUrl = null, string keys = "") =>
        GatewayFixture.Load(
            $$"""
            {
              "url": "{{stub.Url}}send",
              "auth": { "oauth2": { "tokenUrl": "{{tokenUrl ?? $"{stub.Url}token"}}", {{Client}}{{more}} } }{{keys}}
            }
            """,
            ("secrets:client", "s3cret/:+é"));

    /// <param name="token">The response to the token request.</param>
    /// <param name="send">The response to the request that carries the token; 200 if null.</param>
    private static Task<StubGateway> StartAsync(RequestDelegate token, RequestDelegate? send = null) =>
        StubGateway.StartAsync("/token", token, send);

    private static RequestDelegate Grant(string token) => StubGateway.RespondWith(200, $$"""{"access_token": "{{token}}", "expires_in": 3600}""");
}
