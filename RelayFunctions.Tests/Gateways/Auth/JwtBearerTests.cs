using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

public sealed class JwtBearerTests
{
    private const string Key = "{{ secrets.privateKey }}";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("", """{"alg":"RS256","typ":"JWT"}""", """{"aud":"TOKENS","iss":"relay@project.example","exp":1893499380,"iat":1893499200}""")]
    [InlineData(
        """, "subject": "user", "scope": "a b", "audience": "https://api.example/", "keyId": "k1" """,
        """{"alg":"RS256","kid":"k1","typ":"JWT"}""",
        """{"aud":"https://api.example/","iss":"relay@project.example","exp":1893499380,"iat":1893499200,"sub":"user","scope":"a b"}""")]
    [InlineData(
        """, "subject": "user", "claims": {"tenant": "t1", "level": 2} """,
        """{"alg":"RS256","typ":"JWT"}""",
        """{"aud":"TOKENS","iss":"relay@project.example","exp":1893499380,"iat":1893499200,"sub":"user","tenant":"t1","level":2}""")]
    public async Task Send_Request_AsksForATokenByASignedJwt(string more, string header, string claims)
    {
        await using var stub = await StartAsync();
        using var sender = new SenderFixture(_time);

        Assert.Null((await sender.SendAsync(Gateway(stub, TestKey.Pem, more))).Error);

        Assert.Equal(["/token", "/send"], stub.Requests.Select(request => request.Target));
        var (_, asked, body) = stub.Requests.First();
        Assert.Equal("application/x-www-form-urlencoded", asked.ContentType);
        Assert.Equal("", asked.Authorization.ToString());
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        Assert.Equal(["assertion", "grant_type"], form.Keys.Order());
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", form["grant_type"]);
        var jwt = new ReceivedJwt(form["assertion"].ToString());
        Assert.Equal(header, jwt.Header);
        Assert.Equal(claims.Replace("TOKENS", $"{stub.Url}token", StringComparison.Ordinal), jwt.Claims);
        Assert.True(jwt.IsSignedBy(TestKey.Rsa));
        Assert.Equal("Bearer t0ken", stub.Requests.Last().Headers.Authorization);
    }

    [Fact]
    public async Task Send_RequestWithFields_CarriesThemAfterTheAssertion()
    {
        await using var stub = await StartAsync();
        using var sender = new SenderFixture(_time);

        Assert.Null((await sender.SendAsync(Gateway(stub, TestKey.Pem, """, "fields": {"client_id": "a b", "scope": "c"} """))).Error);

        var form = Encoding.UTF8.GetString(stub.Requests.First().Body);
        Assert.StartsWith("grant_type=urn%3A", form, StringComparison.Ordinal);
        Assert.EndsWith("&client_id=a+b&scope=c", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TokenThatHasExpired_IsAskedForByANewJwt()
    {
        await using var stub = await StartAsync();
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, TestKey.Pem);

        await sender.SendAsync(gateway);
        await sender.SendAsync(gateway);
        _time.Advance(TimeSpan.FromHours(1));
        await sender.SendAsync(gateway);

        var asked = stub.Requests.Where(request => request.Target == "/token").ToArray();
        Assert.Equal(2, asked.Length);
        Assert.NotEqual(Encoding.UTF8.GetString(asked[0].Body), Encoding.UTF8.GetString(asked[1].Body));
    }

    [Theory]
    [InlineData("""{"issuer": "a", "privateKey": "KEY"}""", "tokenUrl", "is missing")]
    [InlineData("""{"tokenUrl": "token", "issuer": "a", "privateKey": "KEY"}""", "tokenUrl", "must be an http or https address")]
    [InlineData("""{"tokenUrl": "https://a", "privateKey": "KEY"}""", "issuer", "is missing")]
    [InlineData("""{"tokenUrl": "https://a", "issuer": "a"}""", "privateKey", "is missing")]
    [InlineData("""{"tokenUrl": "https://a", "issuer": "{{ message }}", "privateKey": "KEY"}""", "issuer", "can use only settings and secrets")]
    [InlineData("""{"tokenUrl": "https://a", "issuer": "a", "privateKey": "KEY", "scope": ""}""", "scope", "must not be empty")]
    [InlineData("""{"tokenUrl": "https://a", "issuer": "a", "privateKey": "KEY", "scopes": "a"}""", "scopes", "unknown key")]
    [InlineData("""{"tokenUrl": "https://a", "issuer": "a", "privateKey": "KEY", "fields": {"grant_type": "a"}}""", "fields.grant_type", "is set by Relay itself, to urn:ietf:params:oauth:grant-type:jwt-bearer")]
    [InlineData("""{"tokenUrl": "https://a", "issuer": "a", "privateKey": "KEY", "fields": {"assertion": "a"}}""", "fields.assertion", "is set by Relay itself, to the JWT")]
    [InlineData("""{"tokenUrl": "https://a", "issuer": "a", "privateKey": "KEY", "claims": {"exp": 1}}""", "claims.exp", "is set by Relay itself")]
    public void Load_InvalidAuth_IsAFault(string keys, string key, string fault)
    {
        var pem = TestKey.Pem.Replace("\n", "\\n", StringComparison.Ordinal);
        var found = Assert.Single(GatewayFixture.FaultsOf(
            $$"""{"url": "http://a", "auth": {"jwtBearer": {{keys.Replace("KEY", pem, StringComparison.Ordinal)}} } }"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': auth.jwtBearer.{key}: {fault}", found, StringComparison.Ordinal);
    }

    private static Gateway Gateway(StubGateway stub, string key, string more = "") =>
        GatewayFixture.Load(Entry($"{stub.Url}send", $"{stub.Url}token", more), ("secrets:privateKey", key));

    private static string Entry(string url, string tokenUrl, string more = "") =>
        $$"""
        {
          "url": "{{url}}",
          "auth": {
            "jwtBearer": { "tokenUrl": "{{tokenUrl}}", "issuer": "relay@project.example", "privateKey": "{{Key}}"{{more}} }
          }
        }
        """;

    private static Task<StubGateway> StartAsync() =>
        StubGateway.StartAsync("/token", StubGateway.RespondWith(200, """{"access_token": "t0ken", "expires_in": 3600}"""));
}
