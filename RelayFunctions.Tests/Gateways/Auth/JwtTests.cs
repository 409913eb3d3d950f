using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Auth;

public sealed class JwtTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("", """{"alg":"ES256","typ":"JWT"}""", """{"iss":"TEAM","iat":1893499200}""")]
    [InlineData(
        """, "subject": "user", "audience": "partner", "scope": "a b", "keyId": "k1", "lifetime": "00:10:00" """,
        """{"alg":"ES256","kid":"k1","typ":"JWT"}""",
        """{"aud":"partner","iss":"TEAM","exp":1893499800,"iat":1893499200,"sub":"user","scope":"a b"}""")]
    [InlineData(
        """, "scope": "a", "claims": {"team": "{% if secrets.key %}x{% endif %}", "level": 1.50, "big": 12345678901234567890, "admin": true, "nbf": 0} """,
        """{"alg":"ES256","typ":"JWT"}""",
        """{"iss":"TEAM","iat":1893499200,"scope":"a","team":"x","level":1.50,"big":12345678901234567890,"admin":true,"nbf":0}""")]
    public async Task Send_Request_CarriesASignedJwt(string more, string header, string claims)
    {
        await using var stub = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(_time);

        Assert.Null((await sender.SendAsync(Gateway(stub, TestKey.EcdsaPem, more))).Error);

        var jwt = new ReceivedJwt(JwtsOf(stub).Single());
        Assert.Equal(header, jwt.Header);
        Assert.Equal(claims, jwt.Claims);
        Assert.True(jwt.IsSignedBy(TestKey.Ecdsa));
    }

    [Fact]
    public async Task Send_RsaKey_SignsByRs256()
    {
        await using var stub = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(_time);

        await sender.SendAsync(Gateway(stub, TestKey.Pem));

        var jwt = new ReceivedJwt(JwtsOf(stub).Single());
        Assert.Equal("""{"alg":"RS256","typ":"JWT"}""", jwt.Header);
        Assert.True(jwt.IsSignedBy(TestKey.Rsa));
    }

    [Theory]
    [InlineData("", 29, true)]
    [InlineData("", 30, false)]
    [InlineData("", -31, false)]
    [InlineData(""", "lifetime": "00:10:00" """, 4, true)]
    [InlineData(""", "lifetime": "00:10:00" """, 5, false)]
    public async Task Send_LaterMessage_UsesTheSameJwtForAWhile(string more, int minutes, bool isSame)
    {
        await using var stub = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(_time);
        var gateway = Gateway(stub, TestKey.EcdsaPem, more);

        await sender.SendAsync(gateway);
        _time.AdjustTime(_time.GetUtcNow().AddMinutes(minutes));
        await sender.SendAsync(gateway);

        Assert.Equal(isSame ? 1 : 2, JwtsOf(stub).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"privateKey": "KEY"}""", "issuer", "is missing")]
    [InlineData("""{"issuer": "a"}""", "privateKey", "is missing")]
    [InlineData("""{"issuer": "{{ id }}", "privateKey": "KEY"}""", "issuer", "can use only settings and secrets")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "lifetime": "00:00:30"}""", "lifetime", "must be a time from 00:01:00 to ")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "tokenUrl": "https://a"}""", "tokenUrl", "unknown key")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": "a"}""", "claims", "must be an object")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"iss": "a"}}""", "claims.iss", "is set by Relay itself: use issuer")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"sub": "a"}}""", "claims.sub", "is set by Relay itself: use subject")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"aud": "a"}}""", "claims.aud", "is set by Relay itself: use audience")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"scope": "a"}}""", "claims.scope", "is set by Relay itself: use scope")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"exp": 1}}""", "claims.exp", "is set by Relay itself: use lifetime")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"iat": 1}}""", "claims.iat", "is set by Relay itself")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"a": "{{ id }}"}}""", "claims.a", "can use only settings and secrets")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"a": ""}}""", "claims.a", "must not be empty")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"a": null}}""", "claims.a", "must not be null")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"a": ["b"]}}""", "claims.a", "must be a string, a number, true or false")]
    [InlineData("""{"issuer": "a", "privateKey": "KEY", "claims": {"{{ id }}": "b"}}""", "claims.{{ id }}", "has a template in its name")]
    public void Load_InvalidAuth_IsAFault(string keys, string key, string fault)
    {
        var pem = TestKey.EcdsaPem.Replace("\n", "\\n", StringComparison.Ordinal);
        var found = Assert.Single(GatewayFixture.FaultsOf(
            $$"""{"url": "https://a", "auth": {"jwt": {{keys.Replace("KEY", pem, StringComparison.Ordinal)}} } }"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': auth.jwt.{key}: {fault}", found, StringComparison.Ordinal);
    }

    private static Gateway Gateway(StubGateway stub, string key, string more = "") => GatewayFixture.Load(
        $$"""{"url": "{{stub.Url}}", "auth": {"jwt": {"issuer": "TEAM", "privateKey": "{{"{{ secrets.key }}"}}"{{more}} } } }""",
        ("secrets:key", key));

    private static IEnumerable<string> JwtsOf(StubGateway stub) =>
        stub.Requests.Select(request => request.Headers.Authorization.ToString()["Bearer ".Length..]);
}
