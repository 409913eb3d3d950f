using System.Text;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Responses;

/// <summary>A rule is met or not for any response of a gateway: no exception, and the status is kept.</summary>
public sealed class HostileResponseTests
{
    private const string Rule = """{"json": {"/ok": true}}""";
    private const string NotMet = "200 OK, but /ok in the response does not match success.json";
    private const string Missing = "200 OK, but /ok is missing in the response, and success.json expects a boolean";
    private const string OtherType = "200 OK, but /ok in the response is TYPE, and success.json expects a boolean";
    private const string TooDeep = "200 OK, but the response is nested too deeply";
    private const string NoJson = "200 OK, but the response is not JSON";

    public static TheoryData<string, string, string?> Responses => new()
    {
        { Rule, """{"ok":"\ud800"}""", Type("a string") },
        { Rule, """{"\ud800":1}""", Missing },
        { Rule, """{"\ud800":1,"ok":true}""", null },
        { Rule, """{"ok":false,"\udc00":1,"ok":true}""", null },
        { Rule, """{"ok":1e99999999999999999999}""", Type("a number") },
        { Rule, """{"ok":{"a":"\ud800"}}""", Type("an object") },
        { Rule, """{"ok":true,"ok":false}""", NotMet },
        { Rule, """{"ok":null}""", Type("null") },
        { Rule, """{"ok":[true]}""", Type("a list") },
        { Rule, "[{}]", Missing },
        { Rule, "true", Missing },
        { Rule, "", NoJson },
        { Rule, "\0", NoJson },
        { Rule, "{\"ok\":true}\0", NoJson },
        { Rule, """{"ok":true""", NoJson },
        { Rule, """{"ok":true}{"ok":true}""", NoJson },
        { Rule, """{"ok":true,}""", NoJson },
        { Rule, """{"a":""" + new string('[', 500) + new string(']', 500) + ""","ok":true}""", null },
        { Rule, new string('[', 100_000), TooDeep },
        { Rule, new string('[', 5_000) + new string(']', 5_000), TooDeep },
        { Rule, string.Concat(Enumerable.Repeat("{\"a\":", 1_001)) + "1" + new string('}', 1_001), TooDeep },
        { Rule, new string('[', 999) + "x", NoJson },
        { Rule, "{\"ok\":\"\xFF\xFE\"}", Type("a string") },
        { """{"json": {"/ok": 1}}""", """{"ok":1e99999999999999999999}""", "200 OK, but /ok in the response does not match success.json" },
        { """{"json": {"/ok": 1}}""", """{"ok":1e-99999999999999999999}""", "200 OK, but /ok in the response does not match success.json" },
        { """{"json": {"/ok": 1}}""", """{"ok":10e-1}""", null },
        { """{"json": {"/ok": "x"}}""", """{"ok":"\ud83d"}""", "200 OK, but /ok in the response does not match success.json" },
        { """{"json": {"/ok": {"a": "x"}}}""", """{"ok":{"a":"\ud83d"}}""", "200 OK, but /ok in the response does not match success.json" },
        { """{"json": {"/ok": null}}""", """{"\ud83d":"a"}""", null },
        { """{"json": {"/ok": "true"}}""", """{"ok":true}""", "200 OK, but /ok in the response is a boolean, and success.json expects a string" },
        { """{"json": {"/ok": ["0", null]}}""", """{"ok":0}""", "200 OK, but /ok in the response is a number, and success.json expects a string or null" },
        { """{"json": {"/ok": ["0", 0, 1]}}""", """{"a":0}""", "200 OK, but /ok is missing in the response, and success.json expects a string or a number" },
        { """{"json": {"/a/*/ok": true}}""", """{"a":[{"ok":true},{"ok":"s3cret"}]}""", "200 OK, but /a/*/ok in the response is a string, and success.json expects a boolean" },
        { """{"body": "^OK"}""", "\xFF", "200 OK, but the response's text does not match success.body" },
        { """{"body": "(.*a.{100}){5}c"}""", new string('a', 64 * 1024), "200 OK, but searching the response's text with success.body took too long" },
    };

    private static string Type(string name) => OtherType.Replace("TYPE", name, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_OfAnyContent_IsJudged(string rule, string response, string? error)
    {
        var gateway = GatewayFixture.Load($$"""{"url": "http://a", "success": {{rule}} }""");

        Assert.Equal(error, gateway.Responses.Success.ErrorOf(200, new ResponseText(Encoding.Latin1.GetBytes(response))));
    }
}
