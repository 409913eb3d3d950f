using RelayFunctions.Tests.Gateways.Auth;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>
/// Configuration has only texts: one that replaces a number, true or false of a JSON body becomes one, and another one
/// that looks like it is a warning.
/// </summary>
public sealed class ConfiguredValueTests
{
    private const string Warning = "setting Gateways__partner__body__json__n: gateway 'partner': body.json.n: ";

    [Fact]
    public void Claims_NumberOfConfiguration_IsASecret()
    {
        var gateway = GatewayFixture.Load(
            """{"url": "http://a", "auth": {"jwt": {"issuer": "a", "privateKey": "{{ secrets.key }}", "claims": {"account": 1, "level": 2}}}}""",
            ("secrets:key", TestKey.Pem), ("auth:jwt:claims:account", "471148"));

        Assert.Contains("471148", gateway.SecretTexts);
        Assert.DoesNotContain("2", gateway.SecretTexts);
    }

    [Fact]
    public void JsonBody_NamesThatDifferInCase_AreTakenApart()
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "body": {"json": {"to": "a", "To": 5}}}""", ("body:json:To", "7"));

        Assert.Equal("""{"to":"a","To":7}""", gateway.Fill("Hi").Body());
    }

    [Theory]
    [InlineData("1", "7", "7")]
    [InlineData("1", "-7.50", "-7.50")]
    [InlineData("1", " 7\n", "7")]
    [InlineData("1", "12345678901234567890", "12345678901234567890")]
    [InlineData("true", "False", "false")]
    [InlineData("false", "TRUE", "true")]
    [InlineData("\"a\"", "7", "\"7\"")]
    [InlineData("\"7\"", "true", "\"true\"")]
    [InlineData("1", "{{ attempt }}", "2")]
    [InlineData("1", "a {{ message }}", "\"a Hi\"")]
    [InlineData("[1]", "{{ message | split: ',' }}", "[\"Hi\"]")]
    public void JsonBody_ValueOfTheFile_GivesItsTypeToTheSetting(string file, string setting, string sent)
    {
        var entry = $$"""{"url": "http://a", "body": {"json": {"n": {{file}}, "text": "{{"{{ message }}"}}"} } }""";

        Assert.Equal($$"""{"n":{{sent}},"text":"Hi"}""", GatewayFixture.Load(entry, ("body:json:n", setting)).Fill("Hi").Body());
        Assert.Empty(GatewayFixture.WarningsOf(entry, ("body:json:n", setting)));
    }

    [Theory]
    [InlineData("1", "s3cret", "a number")]
    [InlineData("1", "true", "a number")]
    [InlineData("1", "1,5", "a number")]
    [InlineData("1", "", "a number")]
    [InlineData("true", "s3cret", "true or false")]
    [InlineData("false", "1", "true or false")]
    [InlineData("[1, 2]", "s3cret", "a list")]
    [InlineData("""{"a": 1}""", "s3cret", "an object")]
    public void JsonBody_SettingOfAnotherTypeThanTheFile_IsAFaultWithoutItsValue(string file, string setting, string type) => Assert.Equal(
        [$"{Warning}must be {type}, as the value in gateways.json is"],
        GatewayFixture.FaultsOf($$"""{"url": "http://a", "body": {"json": {"n": {{file}} } } }""", ("body:json:n", setting)));

    [Theory]
    [InlineData("{}", "7", "is sent as a text; write it in gateways.json for a number")]
    [InlineData("{}", "-1.5e3", "is sent as a text; write it in gateways.json for a number")]
    [InlineData("{}", "True", "is sent as a text; write it in gateways.json for true or false")]
    [InlineData("{}", "null", "is sent as a text; write it in gateways.json for null")]
    [InlineData("{}", "", "is an empty text; if an empty list of appsettings.json was meant, write it in gateways.json")]
    [InlineData("""{"n": null}""", "7", "is sent as a text; write it in gateways.json for a number")]
    [InlineData("""{"n": "{{ attempt }}"}""", "7", "is sent as a text; write it in gateways.json for a number")]
    [InlineData("{}", "7a", null)]
    [InlineData("{}", "+491510000", null)]
    [InlineData("{}", "{{ attempt }}", null)]
    [InlineData("""{"n": "a"}""", "7", null)]
    [InlineData("""{"n": "a"}""", "", null)]
    public void JsonBody_SettingThatLooksLikeAnotherType_IsAWarningWithoutItsValue(string file, string setting, string? warning) => Assert.Equal(
        warning is null ? [] : [Warning + warning],
        GatewayFixture.WarningsOf(
            $$"""{"url": "http://a/{{"{{ message }}"}}", "body": {"json": {{file}} } }""", ("body:json:n", setting)));

    [Fact]
    public void Ndjson_SettingsInALine_FollowTheSameRule()
    {
        const string Entry = """{"url": "http://a", "body": {"ndjson": [{"n": 1, "text": "{{ message }}"}]}}""";
        (string, string)[] settings = [("body:ndjson:0:n", "7"), ("body:ndjson:0:m", "8")];

        Assert.Equal("{\"n\":7,\"text\":\"Hi\",\"m\":\"8\"}\n", GatewayFixture.Load(Entry, settings).Fill("Hi").Body());
        Assert.Equal(
            ["setting Gateways__partner__body__ndjson__0__m: gateway 'partner': body.ndjson.0.m: is sent as a text; write it in gateways.json for a number"],
            GatewayFixture.WarningsOf(Entry, settings));
    }

    [Theory]
    [InlineData("""{"n": null}""", "is null, as an empty object of appsettings.json is; write an object in gateways.json")]
    [InlineData("""{"n": {}}""", "is null, as an empty object of appsettings.json is; write an object in gateways.json")]
    [InlineData("""{"n": []}""", "is an empty text; if an empty list of appsettings.json was meant, write it in gateways.json")]
    [InlineData("""{"n": 1.50}""", "is sent as a text; write it in gateways.json for a number")]
    [InlineData("""{"n": true}""", "is sent as a text; write it in gateways.json for true or false")]
    public void JsonBody_ValueOfAppSettingsOnly_IsAWarning(string keys, string warning) => Assert.Equal(
        [Warning + warning],
        GatewayFixture.LoadWithAppSettings(
            """{"url": "http://a", "body": {"json": {"text": "{{ message }}"}}}""", $$"""{"body": {"json": {{keys}} } }""").Warnings);

    [Fact]
    public void JsonBody_NumberOfConfiguration_IsSecret()
    {
        var gateway = GatewayFixture.Load(
            """{"url": "http://a", "body": {"json": {"pin": 1, "isTest": true, "level": 5, "text": "{{ message }}"}}}""",
            ("body:json:pin", "471147"), ("body:json:isTest", "false"));

        Assert.Equal("""{"pin":471147,"isTest":false,"level":5,"text":"Hi"}""", gateway.Fill("Hi").Body());
        Assert.Equal("""{"pin":"SECRET","isTest":"SECRET","level":5,"text":"Hi"}""", gateway.Fill("Hi", masked: true).Body());
        Assert.Contains("471147", gateway.SecretTexts);
        Assert.DoesNotContain("false", gateway.SecretTexts);
    }

    [Theory]
    [InlineData("7", """{"iss":"a","iat":1893499200,"level":7,"admin":false}""")]
    [InlineData("s3cret", null)]
    public void Claim_OfConfiguration_TakesTheTypeOfTheFile(string level, string? claims)
    {
        const string Entry = """{"url": "https://a", "auth": {"jwt": {"issuer": "a", "privateKey": "{{ secrets.k }}", "claims": {"level": 1, "admin": true}}}}""";
        (string, string)[] settings = [("secrets:k", TestKey.EcdsaPem), ("auth:jwt:claims:level", level), ("auth:jwt:claims:admin", "False")];

        Assert.Equal(
            claims is null
                ? ["setting Gateways__partner__auth__jwt__claims__level: gateway 'partner': auth.jwt.claims.level: must be a number, as the value in gateways.json is"]
                : [],
            GatewayFixture.FaultsOf(Entry, settings));
        if (claims is not null)
            Assert.Equal(claims, new ReceivedJwt(GatewayFixture.Load(Entry, settings).Fill("Hi").Header("Authorization")!.Split(' ')[1]).Claims);
    }

    [Theory]
    [InlineData("integer", "5", "5", null)]
    [InlineData("number", "-5.25", "-5.25", null)]
    [InlineData("boolean", "True", "true", null)]
    [InlineData("string", "5", "\"5\"", null)]
    [InlineData("string", "true", "\"true\"", null)]
    [InlineData("integer", "s3cret", null, "must be a whole number")]
    [InlineData("integer", "5.5", null, "must be a whole number")]
    [InlineData("integer", "11", null, "must be at most 10")]
    [InlineData("number", "1,5", null, "must be a number")]
    [InlineData("boolean", "1", null, "must be true or false")]
    public void DefaultOfAParameter_IsReadByItsType(string type, string text, string? sent, string? fault)
    {
        var bound = type is "integer" ? ", \"maximum\": 10" : "";
        foreach (var file in (string[])["", ", \"default\": 1"])
        {
            var entry = $$$"""{"url": "http://a", "parameters": {"p": {"required": false{{{bound}}}{{{file}}} } }, "body": {"json": ["{{ parameters.p }}"]} }""";
            (string, string)[] settings = [("parameters:p:type", type), ("parameters:p:default", text)];

            Assert.Equal(
                fault is null ? [] : [$"setting Gateways__partner__parameters__p__default: gateway 'partner': parameters.p.default: {fault}"],
                GatewayFixture.FaultsOf(entry, settings));
            if (sent is not null)
                Assert.Equal($"[{sent}]", GatewayFixture.Load(entry, settings).Fill("Hi").Body());
        }
    }

    [Fact]
    public void DefaultOfAPresetsParameter_IsReadByItsType() => Assert.Empty(GatewayFixture.FaultsOf(
        """{"preset": "gotify", "settings": {"server": "https://a.example"}}""", ("secrets:token", "t0ken"), ("parameters:priority:default", "5")));
}
