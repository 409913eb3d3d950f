using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <summary>Faults of <c>auth.login</c>, and its previews.</summary>
public sealed class LoginFaultTests
{
    private const string Url = """ "url": "https://a/login" """;
    private const string Token = """ "token": "/token" """;
    private const string Both = $"{Url}, {Token}";
    private const string OnlyFixed = "can use only settings and secrets";

    [Theory]
    [InlineData(Token, ".url: is missing")]
    [InlineData(""" "token": "/token", "url": "" """, ".url: must not be empty")]
    [InlineData(""" "token": "/token", "url": "login" """, ".url: must be an http or https address")]
    [InlineData(""" "token": "/token", "url": "https://a:s3cret@b" """, ".url: must not contain a user")]
    [InlineData(""" "token": "/token", "url": "https://a/{{ message }}" """, $".url: {OnlyFixed}")]
    [InlineData(""" "token": "/token", "url": "https://a/{{ 'now' | date: '%s' }}" """, $".url: {OnlyFixed}")]
    [InlineData($$"""{{Both}}, "method": "FETCH" """, ".method: must be one of POST, PUT, PATCH, GET, DELETE")]
    [InlineData($$$"""{{{Both}}}, "headers": { "X-A": "{{ id }}" } """, $".headers.X-A: {OnlyFixed}")]
    [InlineData($$"""{{Both}}, "headers": { "Host": "s3cret" } """, ".headers.Host: is a header that Relay sets itself")]
    [InlineData($$"""{{Both}}, "headers": { "X A": "s3cret" } """, ".headers.X A: is not a header name")]
    [InlineData($$"""{{Both}}, "headers": { "X-A": "s3crét" } """, ".headers.X-A: must be printable ASCII")]
    [InlineData($$"""{{Both}}, "headers": { "X-A": " s3cret" } """, ".headers.X-A: must not begin or end with a space")]
    [InlineData($$$"""{{{Both}}}, "query": { "a": ["b", "{{ parameters.a }}"] } """, $".query.a.1: {OnlyFixed}")]
    [InlineData($$"""{{Both}}, "query": { "a": 7 } """, ".query.a: must be a string or an array of strings")]
    [InlineData($$$"""{{{Both}}}, "body": { "json": { "a": "{{ message }}" } } """, $".body.json.a: {OnlyFixed}")]
    [InlineData($$$"""{{{Both}}}, "body": { "json": { "a": "{{ 'now' | date: '%s' }}" } } """, $".body.json.a: {OnlyFixed}")]
    [InlineData($$$"""{{{Both}}}, "body": { "json": { "a": "{{ secrets.none }}" } } """, ".body.json.a: reads secrets.none, which is not set")]
    [InlineData($$"""{{Both}}, "body": {} """, ".body: must have one of json, ndjson, form, multipart, xml, text")]
    [InlineData($$"""{{Both}}, "body": { "text": "s3crét", "contentType": "text/plain; charset=windows-1251" } """, ".body.text: has a character that windows-1251 lacks")]
    [InlineData(Url, ".token: is missing")]
    [InlineData($$"""{{Url}}, "token": "token" """, ".token: is not a JSON pointer (RFC 6901), as in \"/data/token\"")]
    [InlineData($$"""{{Url}}, "token": "/a~2" """, ".token: is not a JSON pointer (RFC 6901), as in \"/data/token\"")]
    [InlineData($$"""{{Url}}, "token": 7 """, ".token: must be a string, as in \"token\": \"/data/token\"")]
    [InlineData($$"""{{Both}}, "expiresIn": "expires_in" """, ".expiresIn: is not a JSON pointer (RFC 6901), as in \"/data/expires_in\"")]
    [InlineData($$"""{{Both}}, "expiresIn": 3600 """, ".expiresIn: must be a string, as in \"expiresIn\": \"/data/expires_in\"")]
    [InlineData($$"""{{Both}}, "tokenIn": "header" """, ".tokenIn: must be an object, as in \"tokenIn\": {\"header\": \"X-Auth-Token\"}")]
    [InlineData($$"""{{Both}}, "tokenIn": {} """, ".tokenIn: must have one of header, query")]
    [InlineData($$"""{{Both}}, "tokenIn": { "header": "X-A", "query": "a" } """, ".tokenIn: has header and query, of which there can be only one")]
    [InlineData($$"""{{Both}}, "tokenIn": { "header": "X A" } """, ".tokenIn.header: is not a header name")]
    [InlineData($$"""{{Both}}, "tokenIn": { "header": "Host" } """, ".tokenIn.header: is a header that Relay sets itself")]
    [InlineData($$"""{{Both}}, "tokenIn": { "query": "" } """, ".tokenIn.query: must not be empty")]
    [InlineData($$$"""{{{Both}}}, "tokenIn": { "query": "{{ id }}" } """, $".tokenIn.query: {OnlyFixed}")]
    [InlineData($$"""{{Both}}, "tokenIn": { "query": "a", "prefix": "s3cret" } """, ".tokenIn.prefix: is only for a header")]
    [InlineData($$"""{{Both}}, "tokenIn": { "header": "X-A", "prefix": "s3crét" } """, ".tokenIn.prefix: must be printable ASCII")]
    [InlineData($$"""{{Both}}, "tokenIn": { "header": "X-A", "prefix": " s3cret" } """, ".tokenIn.prefix: must not begin with a space")]
    [InlineData($$"""{{Both}}, "tokenIn": { "header": "X-A", "suffix": "s3cret" } """, ".tokenIn.suffix: unknown key")]
    [InlineData($$"""{{Both}}, "tokenUrl": "s3cret" """, ".tokenUrl: unknown key")]
    public void Load_InvalidLogin_IsAFaultWithoutTheSecret(string keys, string fault)
    {
        var found = Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "http://a", "parameters": {"a": {} }, "auth": {"login": { {{keys}} } } }"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': auth.login{fault}", found, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_LoginWithATooLongQuery_IsAFault()
    {
        var found = Assert.Single(GatewayFixture.FaultsOf(
            $$$"""{"url": "http://a", "auth": {"login": { {{{Both}}}, "query": {"a": "{{ secrets.a }}", "b": "{{ secrets.a }}"} } } }""",
            ("secrets:a", new string('x', 60_000))));

        Assert.Equal("gateways.json: gateway 'partner': auth.login: the url would be longer than 16384 characters", found);
    }

    [Theory]
    [InlineData(""" "headers": { "authorization": "a" } """, "", "headers.authorization")]
    [InlineData(""" "headers": { "x-auth-token": "a" } """, """, "tokenIn": { "header": "X-Auth-Token" } """, "headers.x-auth-token")]
    [InlineData(""" "query": { "key": "a" } """, """, "tokenIn": { "query": "key" } """, "query.key")]
    public void Load_FieldThatCarriesTheToken_IsAFaultInTheGatewayItself(string own, string tokenIn, string key) => Assert.Equal(
        [$"gateways.json: gateway 'partner': {key}: is also set by auth: remove one of the two"],
        GatewayFixture.FaultsOf($$"""{"url": "http://a", {{own}}, "auth": {"login": { {{Both}}{{tokenIn}} } } }"""));

    [Theory]
    [InlineData("", "http://a/", "Authorization", "Bearer SECRET")]
    [InlineData(""", "tokenIn": { "header": "X-Auth-Token" } """, "http://a/", "X-Auth-Token", "SECRET")]
    [InlineData(""", "tokenIn": { "header": "X-Auth-Token", "prefix": "{{ secrets.a }}" } """, "http://a/", "X-Auth-Token", "SECRET")]
    [InlineData(""", "tokenIn": { "query": "t" } """, "http://a/?t=SECRET", "Authorization", null)]
    public void Mask_Request_ShowsWhereTheTokenIs(string tokenIn, string url, string header, string? value)
    {
        var draft = GatewayFixture.Load(
            $$"""{"url": "http://a", "auth": {"login": { {{Both}}{{tokenIn}} } } }""", ("secrets:a", "s3cret")).Fill("Hi", masked: true);

        Assert.Equal((url, value), (draft.Url.AbsoluteUri, draft.Header(header)));
    }
}
