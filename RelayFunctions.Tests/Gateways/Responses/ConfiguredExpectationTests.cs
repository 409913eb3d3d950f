using System.Text;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Responses;

/// <summary>The values of <c>success.json</c> and its neighbours, if they come from configuration, which has only texts.</summary>
public sealed class ConfiguredExpectationTests
{
    [Theory]
    [InlineData("true", "true", true)]
    [InlineData("True", "true", true)]
    [InlineData("True", "false", false)]
    [InlineData("True", "\"True\"", true)]
    [InlineData("false", "false", true)]
    [InlineData("1", "1", true)]
    [InlineData("1", "1.0", true)]
    [InlineData("1.50", "1.5", true)]
    [InlineData("1", "\"1\"", true)]
    [InlineData("1", "2", false)]
    [InlineData("1", "true", false)]
    [InlineData("ok", "\"ok\"", true)]
    [InlineData("ok", "\"OK\"", false)]
    [InlineData("null", "null", true)]
    [InlineData("null", "1", false)]
    public void Success_OfConfiguration_MatchesTheTextAndTheValueThatItReadsAs(string setting, string value, bool isTaken)
    {
        foreach (var file in (string[])["{}", """{"json": {"/ok": "no"}}""", """{"json": {"/ok": 7}}"""])
        {
            var gateway = GatewayFixture.Load($$"""{"url": "http://a", "success": {{file}} }""", ("success:json:/ok", setting));

            Assert.Equal(isTaken ? ResponseMeaning.Taken : ResponseMeaning.NotTaken, Judge(gateway.Responses, $$"""{"ok": {{value}} }"""));
        }
    }

    [Theory]
    [InlineData("failure")]
    [InlineData("throttled")]
    public void Condition_OfConfiguration_MatchesANumberOfAList(string key)
    {
        var meaning = key == "failure" ? ResponseMeaning.Rejected : ResponseMeaning.Throttled;
        var rules = GatewayFixture.Load(
            $$"""{"url": "http://a", "{{key}}": {"json": {"/code": [1, "2"]} } }""", ($"{key}:json:/code:2", "6")).Responses;

        Assert.Equal(
            (meaning, meaning, meaning, ResponseMeaning.Taken),
            (Judge(rules, """{"code": 6}"""), Judge(rules, """{"code": "6"}"""), Judge(rules, """{"code": 1}"""), Judge(rules, """{"code": "1"}""")));
        Assert.Equal(ResponseMeaning.Taken, Judge(rules, """{"code": 2}"""));
    }

    [Fact]
    public void Success_OfAppSettings_MatchesABoolean()
    {
        var loaded = GatewayFixture.LoadWithAppSettings("""{"url": "http://a"}""", """{"success": {"json": {"/ok": true, "/error": null, "/code": [1, 2]}}}""");

        Assert.Empty(loaded.Faults);
        var rules = loaded.Catalogue.Find("partner")!.Responses;
        Assert.Equal(ResponseMeaning.Taken, Judge(rules, """{"ok": true, "code": 2}"""));
        Assert.Equal(ResponseMeaning.NotTaken, Judge(rules, """{"ok": true, "code": 2, "error": 1}"""));
    }

    [Fact]
    public void Success_EmptyTextOfConfiguration_IsAWarning() => Assert.Equal(
        ["setting Gateways__partner__success__json__/code: gateway 'partner': success.json./code: is an empty text; if an empty list of appsettings.json was meant, write it in gateways.json"],
        GatewayFixture.LoadWithAppSettings("""{"url": "http://a"}""", """{"success": {"json": {"/code": []}}}""").Warnings);

    private static ResponseMeaning Judge(ResponseRules rules, string response) =>
        rules.Judge(200, new ResponseText(Encoding.UTF8.GetBytes(response)), []).Meaning;
}
