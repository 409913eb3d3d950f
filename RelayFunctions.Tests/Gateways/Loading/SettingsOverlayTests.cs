using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>Configuration over the lists and objects of an entry: item by item, and the exact name first.</summary>
public sealed class SettingsOverlayTests
{
    private const string Place = "setting Gateways__partner__";

    [Theory]
    [InlineData("""{"to": [{"email": "a@b.c", "name": "N"}]}""", """{"to":[{"email":"x","name":"N"}]}""", "to:0:email=x")]
    [InlineData("""{"to": [{"email": "a"}, {"email": "b"}]}""", """{"to":[{"email":"a"},{"email":"x"}]}""", "to:1:email=x")]
    [InlineData("""{"to": [{"email": "a"}]}""", """{"to":[{"email":"a"},{"email":"x","name":"y"}]}""", "to:1:email=x", "to:1:name=y")]
    [InlineData("""{"to": [["a", "b"], "c"]}""", """{"to":[["a","x"],"c"]}""", "to:0:1=x")]
    [InlineData("{}", """{"to":[{"email":"x","tags":["y","z"]}]}""", "to:0:email=x", "to:0:tags:0=y", "to:0:tags:1=z")]
    [InlineData("""{"to": ["a", "b"]}""", """{"to":["a","x"]}""", "to:1=x")]
    [InlineData("""{"to": ["a", "b"]}""", """{"to":["a","b","x"]}""", "to:2=x")]
    [InlineData("""{"to": "a"}""", """{"to":["x"]}""", "to:0=x")]
    [InlineData("""{"to": {"0": "a", "1": "b"}}""", """{"to":{"0":"a","1":"x"}}""", "to:1=x")]
    [InlineData("""{"to": "a", "To": "b"}""", """{"to":"a","To":"x"}""", "To=x")]
    [InlineData("""{"To": "a", "to": "b"}""", """{"To":"a","to":"x"}""", "to=x")]
    [InlineData("""{"to": "a"}""", """{"to":"x"}""", "TO=x")]
    public void JsonBody_OfTheFile_IsReplacedOnlyWhereConfigurationSays(string file, string sent, params string[] settings)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "body": {"json": {{file}} } }""", Under("body:json:", settings));

        Assert.Equal(sent, gateway.Fill("Hi").Body());
    }

    [Theory]
    [InlineData("query:to", "", true)]
    [InlineData("query:to", "a", false)]
    [InlineData("query:from", "", false)]
    [InlineData("body:form:to:0", "", true)]
    public void Field_EmptyTextThatReplacesNothing_IsAWarning(string key, string value, bool warns) => Assert.Equal(
        warns
            ? [$"{Place}{key.Replace(":", "__", StringComparison.Ordinal)}: gateway 'partner': {key.Replace(':', '.')}: is an empty text; if an empty list of appsettings.json was meant, write it in gateways.json"]
            : [],
        GatewayFixture.WarningsOf("""{"url": "http://a/{{ message }}", "query": {"from": "a"}}""", (key, value)));

    [Fact]
    public void Login_BodyOfConfiguration_TakesTheTypeOfTheFile() => Assert.Equal(
        [$"{Place}auth__login__body__json__pin: gateway 'partner': auth.login.body.json.pin: must be a number, as the value in gateways.json is"],
        GatewayFixture.FaultsOf(
            """{"url": "https://a", "auth": {"login": {"url": "https://a/login", "token": "/t", "body": {"json": {"pin": 1, "user": "a"}}}}}""",
            ("auth:login:body:json:pin", "s3cret")));

    [Fact]
    public void Item_OfConfiguration_IsSecretAndThatOfTheFileIsNot()
    {
        var gateway = GatewayFixture.Load(
            """{"url": "http://a", "body": {"json": {"to": [{"email": "a", "name": "N"}]}}}""", ("body:json:to:0:email", "c0ffee"));

        Assert.Equal("""{"to":[{"email":"SECRET","name":"N"}]}""", gateway.Fill("Hi", masked: true).Body());
        Assert.Contains("c0ffee", gateway.SecretTexts);
    }

    [Fact]
    public void Lines_OfNdjson_TakeObjectsOfConfiguration()
    {
        var gateway = GatewayFixture.Load(
            """{"url": "http://a", "body": {"ndjson": [{"index": {"_id": "1"}}, {"text": "a", "b": 1}]}}""",
            ("body:ndjson:1:text", "{{ message }}"), ("body:ndjson:2:end", "x"));

        Assert.Equal("{\"index\":{\"_id\":\"1\"}}\n{\"text\":\"Hi\",\"b\":1}\n{\"end\":\"x\"}\n", gateway.Fill("Hi").Body());
    }

    [Fact]
    public void Body_OfAPreset_IsReplacedAsAWholeWithTheObjectsOfConfiguration()
    {
        var gateway = GatewayFixture.Load(
            """{"preset": "sendgrid", "body": {"json": {"personalizations": [{"to": [{"email": "a", "name": "N"}]}], "text": "{{ message }}"}}}""",
            ("secrets:apiKey", "k3y"), ("body:json:personalizations:0:to:0:email", "{{ parameters.to }}"));

        Assert.Equal(
            """{"personalizations":[{"to":[{"email":"x","name":"N"}]}],"text":"Hi"}""", gateway.Fill("Hi", """{"to": "x", "subject": "s"}""").Body());
    }

    [Theory]
    [InlineData("stopOn:0", "422", "422,401")]
    [InlineData("stopOn:1", "422", "400,422")]
    [InlineData("STOPON:2", "422", "400,401,422")]
    public void Statuses_OfTheFile_AreMergedByIndex(string key, string status, string statuses) => Assert.Equal(
        statuses,
        string.Join(',', GatewayFixture.Load(
            """{"url": "http://a", "retry": {"stopOn": [400, 401]}}""", ($"retry:{key}", status)).Retry.StopOn));

    [Fact]
    public void Values_OfAParameterAndFields_AreMergedByIndex()
    {
        var gateway = GatewayFixture.Load(
            """{"url": "http://a", "query": {"to": ["a", "b"]}, "parameters": {"level": {"values": ["info", "error"]}}}""",
            ("parameters:level:values:2", "fatal"), ("query:to:1", "x"));

        Assert.Equal(["info", "error", "fatal"], Assert.Single(gateway.Parameters.All).Values);
        Assert.Equal("?to=a&to=x", gateway.Fill("Hi").Url.Query);
    }

    [Theory]
    [InlineData("""{"stopOn": [400, 401]}""", "stopOn:3=422", "retry__stopOn__3: gateway 'partner': retry.stopOn.3: is beyond the end of the list, whose next item is Gateways__partner__retry__stopOn__2")]
    [InlineData("""{"stopOn": [400, 401]}""", "stopOn:99999999999=422", "retry__stopOn__99999999999: gateway 'partner': retry.stopOn.99999999999: is not the index of an item, as in Gateways__partner__retry__stopOn__0")]
    [InlineData("""{"stopOn": [400, 401]}""", "stopOn:all=422", "retry__stopOn__all: gateway 'partner': retry.stopOn.all: is not the index of an item, as in Gateways__partner__retry__stopOn__0")]
    [InlineData("""{"stopOn": [400, 401]}""", "stopOn:01=422", "retry__stopOn__01: gateway 'partner': retry.stopOn.01: is not the index of an item, as in Gateways__partner__retry__stopOn__0")]
    [InlineData("{}", "stopOn:1=422", "retry__stopOn: gateway 'partner': retry.stopOn: lacks its first item, Gateways__partner__retry__stopOn__0")]
    public void Index_ThatTheListDoesNotHave_IsAFaultOfItsSetting(string retry, string setting, string fault) => Assert.Equal(
        [Place + fault], GatewayFixture.FaultsOf($$"""{"url": "http://a", "retry": {{retry}} }""", Under("retry:", setting)));

    [Fact]
    public void Index_BeyondAPresetsList_IsAFaultOfItsSetting() => Assert.Equal(
        [$"{Place}retry__stopOn: gateway 'partner': retry.stopOn: lacks its first item, Gateways__partner__retry__stopOn__0"],
        GatewayFixture.FaultsOf("""{"preset": "telegram", "settings": {"chatId": "1"}}""", ("secrets:token", "t0ken"), ("retry:stopOn:4", "422")));

    [Fact]
    public void Text_OfANumberInTheFile_IsStillAFault() => Assert.Equal(
        [$"{Place}retry__stopOn: gateway 'partner': retry.stopOn: must be a list of whole numbers from 300 to 599"],
        GatewayFixture.FaultsOf("""{"url": "http://a", "retry": {"stopOn": ["400"]}}""", ("retry:stopOn:1", "422")));

    [Fact]
    public void Member_OfABodyOverAPreset_IsReplacedByItsExactName()
    {
        var gateway = GatewayFixture.Load(
            """{"preset": "ntfy", "settings": {"topic": "t"}, "body": {"json": {"to": "{{ message }}", "To": "b"}}}""", ("body:json:To", "x"));

        Assert.Equal("""{"to":"Hi","To":"x"}""", gateway.Fill("Hi").Body());
    }

    [Theory]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "a"}}""", """{"headers": {}}""", "headers: setting Gateways__partner__headers is null or an empty object: remove it, or give it keys")]
    [InlineData("""{"url": "http://a"}""", "{}", "setting Gateways__partner is null or an empty object: remove it, or give it keys")]
    [InlineData("""{"url": "http://a", "retry": {"attempts": 2}}""", """{"retry": null}""", "retry: setting Gateways__partner__retry is null or an empty object: remove it, or give it keys")]
    public void EmptyObject_OfAppSettingsOverOneOfTheFile_IsAFault(string entry, string keys, string fault) => Assert.Equal(
        [$"gateways.json: gateway 'partner': {fault}"], GatewayFixture.LoadWithAppSettings(entry, keys).Faults);

    [Theory]
    [InlineData("resend", "headers", """{"headers": {}}""")]
    [InlineData("resend", "limits", """{"limits": {}}""")]
    [InlineData("resend", "parameters.to", """{"parameters": {"to": {}}}""")]
    [InlineData("telegram", "success", """{"success": {}}""")]
    public void EmptyObject_OfAppSettingsOverOneOfThePreset_IsAFault(string preset, string key, string keys) => Assert.Contains(
        $"{Place}{key.Replace(".", "__", StringComparison.Ordinal)}: gateway 'partner': {key}: is null or an empty object, and the preset has keys there: remove it",
        GatewayFixture.LoadWithAppSettings($$"""{"preset": "{{preset}}"}""", keys).Faults);

    [Theory]
    [InlineData("""{"headers": {}}""", null)]
    [InlineData("""{"parameters": {"to": {}}}""", null)]
    [InlineData("""{"timeout": null}""", $"{Place}timeout: gateway 'partner': timeout: must not be null")]
    [InlineData("""{"retry": {"stopOn": []}}""", $"{Place}retry__stopOn: gateway 'partner': retry.stopOn: must be a list of whole numbers from 300 to 599")]
    [InlineData("""{"query": {"to": []}}""", $"{Place}query__to: gateway 'partner': query.to: must not be an empty array")]
    [InlineData("""{"success": {"json": {"/code": []}}}""", $"{Place}success__json__/code: gateway 'partner': success.json./code: is an empty list: no value can match it")]
    [InlineData("""{"body": {"json": {"to": []}}}""", $"{Place}body__json__to: gateway 'partner': body.json.to: must be a list, as the value in gateways.json is")]
    [InlineData("""{"body": {"json": {"text": null}}}""", $"{Place}body__json__text: gateway 'partner': body.json.text: must be a string, as the value in gateways.json is")]
    public void EmptyValue_OfAppSettings_IsAFaultUnlessAnObjectMayBeEmpty(string keys, string? fault) => Assert.Equal(
        fault is null ? [] : [fault],
        GatewayFixture.LoadWithAppSettings(
            """
            {
              "url": "http://a", "query": {"to": ["a"]}, "retry": {"stopOn": [400]},
              "success": {"json": {"/code": [1, 2]}}, "body": {"json": {"to": ["a"], "text": "{{ message }}"}}
            }
            """,
            keys).Faults);

    private static (string Key, string Value)[] Under(string key, params string[] settings) =>
        [.. settings.Select(setting => setting.Split('=')).Select(pair => (key + pair[0], pair[1]))];
}
