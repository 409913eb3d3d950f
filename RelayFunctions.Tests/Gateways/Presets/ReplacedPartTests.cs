using System.Text.Json;
using RelayFunctions.Gateways.Loading;
using RelayFunctions.Tests.Gateways.Loading;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Presets;

/// <summary>
/// An entry replaces parts of its preset: the preset's values are required only if a template still reads them, and the
/// entry's own parts may read values of its own.
/// </summary>
public sealed class ReplacedPartTests
{
    private const string Proxied =
        """
        {
          "preset": "twilio", "settings": { "from": "+1" },
          "url": "https://proxy.example/sms", "auth": { "bearer": "{{ secrets.proxyToken }}" }
        }
        """;

    [Fact]
    public void Parts_Replaced_NeedNoValueOfThePreset()
    {
        var request = GatewayFixture.Load(Proxied, ("secrets:proxyToken", "t0ken")).Fill("Hi", """{"to": "+2"}""");

        Assert.Equal("https://proxy.example/sms", request.Url.AbsoluteUri);
        Assert.Equal("Bearer t0ken", request.Header("Authorization"));
        Assert.Equal("To=%2B2&From=%2B1&Body=Hi", request.Body());
    }

    [Theory]
    [InlineData("""{"preset": "slack", "url": "https://proxy.example/slack"}""")]
    [InlineData("""{"preset": "slack", "url": "{{ settings.proxy }}/slack", "settings": {"proxy": "https://proxy.example"}}""")]
    [InlineData("""{"preset": "telegram", "url": "https://a.example", "body": {"text": "{{ settings.prefix }}: {{ message }}"}, "settings": {"prefix": "a"}}""")]
    [InlineData("""{"preset": "pushover", "body": {"form": {"text": "{{ message }}"}}}""")]
    [InlineData("""{"preset": "ntfy", "body": {"text": "{{ message }}"}}""")]
    [InlineData("""{"preset": "sns", "url": "https://a.example", "auth": {"bearer": "{{ settings.keyName }}"}, "body": {"text": "{{ message }}"}, "settings": {"keyName": "a"}}""")]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "headers": {"X-Team": "{{ settings.team }}"}, "query": {"b": "{{ settings.channel }}"}, "settings": {"team": "a", "channel": "c"}}""")]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "proxy": "http://{{ settings.proxy }}", "settings": {"proxy": "b.example"}}""")]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "auth": {"hmac": {"key": "k", "content": "{{ settings.salt }}{{ body }}", "headers": {"X-S": "{{ signature }}"}}}, "settings": {"salt": "a"}}""")]
    public void Entry_WhoseTemplatesReadNoValueOfThePreset_IsValid(string entry) => Assert.Empty(GatewayFixture.FaultsOf(entry));

    [Theory]
    [InlineData("""{"perSecond": 4}""", "", 4.0, null)]
    [InlineData("""{"perMinute": 60}""", "", null, 60)]
    [InlineData("""{"inFlight": 4}""", "", null, 200)]
    [InlineData("{}", "limits:PERSECOND", 4.0, null)]
    public void Rate_OfTheEntry_ReplacesThatOfThePreset(string limits, string setting, double? perSecond, int? perMinute)
    {
        var gateway = GatewayFixture.Load(
            $$"""{"preset": "zulip", "url": "http://a", "auth": {"bearer": "a"}, "body": {"text": "{{"{{ message }}"}}"}, "limits": {{limits}}}""",
            setting.Length == 0 ? [] : [(setting, "4")]);

        Assert.Equal((perSecond, perMinute), (gateway.Limits.PerSecond, gateway.Limits.PerMinute));
    }

    [Theory]
    [InlineData("""{"on": [429, 503]}""", "", "429,503", "json")]
    [InlineData("""{"stopOn": [400]}""", "400", null, "json")]
    [InlineData("""{"attempts": 2}""", "400,401,403,404", null, "json")]
    [InlineData("""{"wait": {"header": "X-Wait"}}""", "400,401,403,404", null, "header")]
    public void Retry_OfTheEntry_ReplacesThatOfThePreset(string retry, string stopOn, string? on, string wait)
    {
        var gateway = GatewayFixture.Load(
            $$"""{"preset": "telegram", "settings": {"chatId": "1"}, "retry": {{retry}} }""", ("secrets:token", "t0ken"));

        Assert.Equal(stopOn, string.Join(',', gateway.Retry.StopOn));
        Assert.Equal(on, gateway.Retry.On is { } statuses ? string.Join(',', statuses) : null);
        Assert.Equal(wait, gateway.Wait!.Header is null ? "json" : "header");
    }

    [Theory]
    [InlineData("""{"preset": "twilio", "settings": {"from": "+1"}, "url": "https://a.example"}""", "secrets:authToken", "settings.accountSid: is missing (the account's SID, AC...)")]
    [InlineData("""{"preset": "twilio", "settings": {"accountSid": "AC1"}, "url": "https://a.example"}""", "secrets:authToken", "settings.from: is missing (")]
    [InlineData("""{"preset": "slack", "body": {"text": "{{ message }}"}}""", "secrets:other", "secrets.webhookUrl: is not set: set Gateways__partner__secrets__webhookUrl (the webhook's")]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "auth": {"bearer": "{{ secrets.webhookUrl }}"}}""", "url", "secrets.webhookUrl: is not set: set ")]
    public void ValueOfThePreset_ThatATemplateStillReads_IsRequired(string entry, string setting, string fault) =>
        Assert.Contains(GatewayFixture.FaultsOf(entry, (setting, "https://a.example")), found => found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"preset": "twilio", "settings": {"from": "+1", "proxi": "a"}, "url": "https://a.example/{{ settings.proxy }}", "auth": {"bearer": "a"}}""", "url: reads settings.proxy, which is not among the gateway's settings; did you mean 'proxi'?")]
    [InlineData("""{"preset": "twilio", "settings": {"from": "+1", "accountSd": "a"}, "url": "https://a.example", "auth": {"bearer": "a"}}""", "settings.accountSd: is unknown to the preset (it has accountSid, from), and no template reads it; did you mean 'accountSid'?")]
    [InlineData("""{"preset": "twilio", "settings": {"from": "+1", "tenent": "a", "tenant": "b"}, "url": "https://a.example/{{ settings.tenant }}", "auth": {"bearer": "a"}}""", "settings.tenent: is unknown to the preset (it has accountSid, from), and no template reads it; did you mean 'tenant'?")]
    [InlineData("""{"preset": "twilio", "settings": {"From": "+1"}, "url": "https://a.example", "auth": {"bearer": "a"}}""", "settings.From: is unknown to the preset (it has accountSid, from), and no template reads it; did you mean 'from'?")]
    [InlineData("""{"preset": "twilio", "settings": {"from": "+1"}, "url": "https://a.example/{{ settings.accountSd }}", "auth": {"bearer": "a"}}""", "url: reads settings.accountSd, which is not among the gateway's settings; did you mean 'accountSid'?")]
    public void Setting_Misspelt_IsAFaultThatNamesTheNearest(string entry, string fault) =>
        Assert.Contains($"gateways.json: gateway 'partner': {fault}", GatewayFixture.FaultsOf(entry));

    [Fact]
    public void Secret_Misspelt_IsAFaultThatNamesTheNearest()
    {
        var faults = GatewayFixture.FaultsOf(Proxied, ("secrets:proxyTokn", "s3cret"));

        Assert.Equal(
            [
                "gateways.json: gateway 'partner': auth.bearer: reads secrets.proxyToken, which is not set: set Gateways__partner__secrets__proxyToken; did you mean 'proxyTokn'?",
                "setting Gateways__partner__secrets__proxyTokn: gateway 'partner': secrets.proxyTokn: is unknown to the preset (it has authToken), and no template reads it; did you mean 'proxyToken'?",
            ],
            faults);
    }

    [Theory]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "body": {"text": "{{ message"}, "settings": {"team": "a"}}""", "body.text: is not a Liquid template")]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "bodi": {"text": "{{ message }}{{ settings.team }}"}, "settings": {"team": "a"}}""", "bodi: unknown key")]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "body": {"text": "{{ settings.team }}", "json": {}}, "settings": {"team": "a"}}""", "body: has json and text")]
    public void Setting_ThatATemplateWithAFaultMayRead_IsNotReported(string entry, string fault) =>
        Assert.Contains($": {fault}", Assert.Single(GatewayFixture.FaultsOf(entry)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"preset": "46elks", "body": {"text": "{{ message }}"}}""", false)]
    [InlineData("""{"preset": "46elks", "body": {"text": "{{ message }}"}, "parameters": {"to": {"required": true}}}""", true)]
    [InlineData("""{"preset": "46elks", "body": {"text": "{% if parameters.to %}{{ message }}{% endif %}"}}""", true)]
    [InlineData("""{"preset": "46elks", "settings": {"from": "a"}}""", true)]
    public void ParameterOfThePreset_IsRequiredOnlyWhereATemplateReadsIt(string entry, bool isRequired)
    {
        var gateway = GatewayFixture.Load(entry, ("settings:user", "u"), ("secrets:password", "p"));

        Assert.Equal(isRequired, Assert.Single(gateway.Parameters.All).IsRequired);
        Assert.Equal(isRequired, gateway.Parameters.FaultsOf(new Dictionary<string, JsonElement>()).Any());
    }

    [Theory]
    [InlineData("{{ message }}", false)]
    [InlineData("{{ message }}{{ parameters.phone }}", true)]
    public void AlternativesOfThePreset_AreNeededOnlyWhereATemplateReadsOne(string body, bool isNeeded)
    {
        var gateway = GatewayFixture.Load($$"""{"preset": "threema", "body": {"text": "{{body}}"} }""");

        Assert.Equal(isNeeded, gateway.Parameters.FaultsOf(new Dictionary<string, JsonElement>()).Any());
        Assert.All(gateway.Parameters.All, parameter => Assert.Equal(isNeeded, parameter.IsNeeded));
    }

    [Fact]
    public void ValueOfThePreset_ThatNoTemplateReads_IsAWarning()
    {
        var loaded = CatalogueLoader.Load(
            """{"gateways": {"partner": {"preset": "twilio", "settings": {"accountSid": "a", "from": "+1"}, "url": "https://a.example", "auth": {"bearer": "{{ secrets.a }}"}}}}""",
            "gateways.json",
            CatalogueLoaderTests.Settings(("Gateways:partner:secrets:a", "s3cret")),
            baseUrl: null,
            canUseOwnAddress: false,
            TimeProvider.System);

        Assert.Empty(loaded.Faults);
        Assert.Equal(["gateways.json: gateway 'partner': settings.accountSid: no template of the gateway reads settings.accountSid"], loaded.Warnings);
    }
}
