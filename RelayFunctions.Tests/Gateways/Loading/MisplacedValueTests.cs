using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>A value in the wrong place: the fault says where it belongs, and names the variable of a secret.</summary>
public sealed class MisplacedValueTests
{
    private const string Sms = """{"preset": "twilio", "settings": {"accountSid": "a", "from": "+1"}, "KEY": "s3cret"}""";

    [Theory]
    [InlineData("slack", "webhookUrl", "has no settings), and no template reads it; 'webhookUrl' is a secret: set Gateways__partner__secrets__webhookUrl")]
    [InlineData("slack", "webhook_url", "has no settings), and no template reads it; 'webhookUrl' is a secret: set Gateways__partner__secrets__webhookUrl")]
    [InlineData("slack", "colour", "has no settings), and no template reads it")]
    [InlineData("twilio", "to", "has accountSid, from), and no template reads it; 'to' is a parameter, which each request gives")]
    [InlineData("twilio", "authtoken", "has accountSid, from), and no template reads it; 'authToken' is a secret: set Gateways__partner__secrets__authToken")]
    public void Setting_UnknownToThePreset_SaysWhatItHasAndWhereTheValueBelongs(string preset, string name, string fault) =>
        Assert.Contains(
            $"gateways.json: gateway 'partner': settings.{name}: is unknown to the preset (it {fault}",
            GatewayFixture.FaultsOf($$"""{"preset": "{{preset}}", "settings": {"{{name}}": "s3cret"} }"""));

    [Theory]
    [InlineData("""{"preset": "ntfy", "settings": {"topic": "a"}}""", "topic", "has token), and no template reads it; 'topic' belongs under settings")]
    [InlineData("""{"preset": "slack"}""", "webhokUrl", "has webhookUrl), and no template reads it; did you mean 'webhookUrl'?")]
    public void Secret_UnknownToThePreset_SaysWhereTheValueBelongs(string entry, string name, string fault) => Assert.Contains(
        $"setting Gateways__partner__secrets__{name}: gateway 'partner': secrets.{name}: is unknown to the preset (it {fault}",
        GatewayFixture.FaultsOf(entry, ($"secrets:{name}", "s3cret")));

    [Theory]
    [InlineData("accountSid", "'accountSid' belongs under settings")]
    [InlineData("accountsid", "'accountSid' belongs under settings")]
    [InlineData("authToken", "'authToken' is a secret: set Gateways__partner__secrets__authToken")]
    [InlineData("auth_tokn", "'authToken' is a secret: set Gateways__partner__secrets__authToken")]
    [InlineData("to", "'to' is a parameter, which each request gives")]
    [InlineData("timeot", "did you mean 'timeout'?")]
    public void Key_ThatIsNoneOfAnEntry_SaysOnlyWhereTheValueBelongs(string key, string hint) => Assert.Equal(
        [$"gateways.json: gateway 'partner': {key}: unknown key; {hint}"],
        GatewayFixture.FaultsOf(Sms.Replace("KEY", key, StringComparison.Ordinal), ("secrets:authToken", "t0ken")));

    [Fact]
    public void Key_OfConfiguration_SaysWhereTheValueBelongs() => Assert.Contains(
        GatewayFixture.FaultsOf("""{"preset": "slack"}""", ("webhookUrl", "https://a.example/s3cret")),
        fault => fault.StartsWith(
            "setting Gateways__partner__webhookUrl: gateway 'partner': webhookUrl: unknown key; 'webhookUrl' is a secret: set Gateways__partner__secrets__webhookUrl",
            StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"url": "https://a.example/{{ settings.team }}", "team": "a"}""", "team: unknown key; 'team' belongs under settings")]
    [InlineData("""{"url": "https://a.example", "auth": {"bearer": "{{ secrets.partnerKey }}"}, "partnerKey": "s3cret"}""", "partnerKey: unknown key; 'partnerKey' is a secret: set Gateways__partner__secrets__partnerKey")]
    public void Key_ThatTheEntrysOwnTemplatesReadElsewhere_SaysWhereTheValueBelongs(string entry, string fault) => Assert.Contains(
        GatewayFixture.FaultsOf(entry),
        found => found.StartsWith($"gateways.json: gateway 'partner': {fault}", StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"url": "https://a.example", "secrets": {"token": "s3cret"}}""", "token")]
    [InlineData("""{"preset": "slack", "secrets": {"webhookUrl": "https://a.example/s3cret"}}""", "webhookUrl")]
    [InlineData("""{"preset": "slack", "url": "https://a.example", "secrets": {"other": "s3cret"}}""", "other")]
    public void Secret_InTheFile_NamesItsVariable(string entry, string name) => Assert.Equal(
        [$"gateways.json: gateway 'partner': secrets.{name}: a secret belongs in configuration, never in the file: set Gateways__partner__secrets__{name}"],
        GatewayFixture.FaultsOf(entry));
}
