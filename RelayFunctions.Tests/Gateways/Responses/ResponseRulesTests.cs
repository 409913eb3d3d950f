using System.Text;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Responses;

public sealed class ResponseRulesTests
{
    [Theory]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":[{"s":"0"},{"s":"0"}]}""", true)]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":[{"s":"0"},{"s":"4"}]}""", false)]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":[{"s":"0"},{}]}""", false)]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":[]}""", false)]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":{"x":{"s":"0"},"y":{"s":"0"}}}""", true)]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":{"x":{"s":"0"},"y":{"s":"1"}}}""", false)]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":{"*":{"s":"0"},"y":{"s":"1"}}}""", true)]
    [InlineData("""{"/a/*/s": "0"}""", """{"a":"0"}""", false)]
    [InlineData("""{"/a/*/*": [1, 2]}""", """{"a":[[1,2],[2]]}""", true)]
    [InlineData("""{"/a/*/e": null}""", """{"a":[]}""", true)]
    [InlineData("""{"/a/*/e": null}""", """{"a":[{},{"e":1}]}""", false)]
    public void Success_PointerWithAStar_HoldsAtEveryPlace(string json, string response, bool isTaken)
    {
        var rules = Load($$"""{"success": {"json": {{json}} } }""");

        Assert.Equal(isTaken, Judge(rules, 200, response).Error is null);
    }

    [Theory]
    [InlineData("""{"json": {"/error_code": [1, 2, 4]}}""", 200, """{"error_code":4}""", true)]
    [InlineData("""{"json": {"/error_code": [1, 2, 4]}}""", 200, """{"error_code":3}""", false)]
    [InlineData("""{"json": {"/error_code": [1, 2, 4]}}""", 503, """{"error_code":4}""", true)]
    [InlineData("""{"json": {"/error_code": [1, 2, 4]}}""", 200, "no JSON", false)]
    [InlineData("""{"json": {"/a/*/s": "4"}}""", 200, """{"a":[{"s":"0"},{"s":"4"}]}""", true)]
    [InlineData("""{"json": {"/a": 1, "/b": 2}}""", 200, """{"b":2}""", true)]
    [InlineData("""{"json": {"/a": 1}, "body": "banned"}""", 200, "you are banned", true)]
    [InlineData("""{"status": "400-499", "json": {"/a": 1}}""", 404, """{"a":1}""", true)]
    [InlineData("""{"status": "400-499", "json": {"/a": 1}}""", 404, """{"a":2}""", false)]
    [InlineData("""{"status": "400-499", "json": {"/a": 1}}""", 500, """{"a":1}""", false)]
    [InlineData("""{"status": "404"}""", 404, "", true)]
    [InlineData("""{"body": "(.*a.{100}){5}c"}""", 500, "a", false)]
    public void Failure_Sign_EndsTheMessage(string failure, int status, string response, bool isFinal)
    {
        var verdict = Judge(Load($$"""{"failure": {{failure}} }"""), status, response);

        Assert.Equal(
            (isFinal, isFinal || status >= 300), (verdict.Meaning == ResponseMeaning.Rejected, verdict.Error is not null));
    }

    [Theory]
    [InlineData("""{"json": {"/code": [6, 9]}}""", 200, """{"code":6}""", "200 OK, but /code in the response matches throttled.json, which means \"not now\"")]
    [InlineData("""{"status": "400", "body": "ThrottlingException"}""", 400, "ThrottlingException", "400 Bad Request")]
    [InlineData("""{"status": "420"}""", 420, "", "status 420")]
    [InlineData("""{"status": "420"}""", 200, "", null)]
    public void Throttled_Sign_ComesBeforeSuccessAndFailure(string throttled, int status, string response, string? error)
    {
        var rules = Load($$"""{"throttled": {{throttled}}, "failure": {"status": "300-599", "json": {"/code": 6} } }""");

        var verdict = Judge(rules, status, response);

        Assert.Equal((error is null ? ResponseMeaning.Taken : ResponseMeaning.Throttled, error), (verdict.Meaning, verdict.Error));
    }

    [Theory]
    [InlineData("""{"json": {"/a": 1, "/b/*/c": 2}}""", """{"b":[{"c":2}]}""", "/b/*/c in the response matches failure.json")]
    [InlineData("""{"json": {"/a": 1}, "body": "s3cret"}""", "s3cret", "the response's text matches failure.body")]
    [InlineData("""{"status": "200"}""", "s3cret", "failure.status lists it")]
    public void Failure_OfAResponseThatSucceedsOtherwise_NamesTheKey(string failure, string response, string what) => Assert.Equal(
        $"200 OK, but {what}, so the message is rejected permanently",
        Judge(Load($$"""{"failure": {{failure}} }"""), 200, response).Error);

    [Theory]
    [InlineData("202", 200, "200 OK, but success.status does not list it")]
    [InlineData("200-201", 204, "204 No Content, but success.status does not list it")]
    [InlineData("202", 404, "404 Not Found")]
    [InlineData("202", 302, "302 Found (redirects are not followed)")]
    [InlineData("200-299, 404", 404, null)]
    public void Success_StatusThatIsNotListed_SaysSoWhereTheStatusSoundsLikeSuccess(string statuses, int status, string? error) =>
        Assert.Equal(error, Judge(Load($$"""{"success": {"status": "{{statuses}}"} }"""), status, "").Error);

    [Theory]
    [InlineData("""{"json": "/description"}""", """{"description":"chat not found"}""", ": chat not found")]
    [InlineData("""{"json": ["/a", "/b/*/c"]}""", """{"a":null,"b":[{},{"c":"x"}]}""", ": x")]
    [InlineData("""{"json": "/code"}""", """{"code":21211}""", ": 21211")]
    [InlineData("""{"json": "/description"}""", """{"description":{"a":1}}""", "")]
    [InlineData("""{"json": "/description"}""", """{"description":"\ud800"}""", ": \uFFFD")]
    [InlineData("""{"json": "/description"}""", """{"description":"  "}""", "")]
    [InlineData("""{"json": "/description"}""", """{"description":" a\r\n\tb\u0000\u001b[31mc\u202ed "}""", ": a b [31mc d")]
    [InlineData("""{"json": "/description"}""", "no JSON", "")]
    [InlineData("""{"body": "<Message>([^<]*)</Message>"}""", "<E><Message>too\nlong</Message></E>", ": too long")]
    [InlineData("""{"body": ".+"}""", "invalid_payload", ": invalid_payload")]
    [InlineData("""{"body": "^x"}""", "invalid_payload", "")]
    public void Reason_OfTheResponse_FollowsTheErrorInOneLine(string reason, string response, string told) => Assert.Equal(
        $"400 Bad Request{told}", Judge(Load($$"""{"reason": {{reason}} }"""), 400, response).Error);

    [Fact]
    public void Reason_OfAnyLength_IsCutBetweenCharacters()
    {
        var text = new string('a', 198) + "👩‍👩‍👧‍👦 more";

        Assert.Equal(
            $"400 Bad Request: {new string('a', 198)}...",
            Judge(Load("""{"reason": {"json": "/d"}}"""), 400, $$"""{"d":"{{text}}"}""").Error);
    }

    [Theory]
    [InlineData("s3cret/token")]
    [InlineData("https%3A%2F%2Fhooks.example%2Fs3cret%2Ftoken")]
    [InlineData("key-from-configuration")]
    public void Reason_ThatRepeatsASecret_HasAMask(string secret)
    {
        var gateway = GatewayFixture.Load(
            """{"url": "http://a", "headers": {"X-Key": "{{ secrets.token }}"}, "reason": {"json": "/d"}}""",
            ("secrets:token", "s3cret/token"),
            ("secrets:hook", "https://hooks.example/s3cret/token"),
            ("headers:X-Other", "key-from-configuration"));

        var error = gateway.Responses.Judge(
            401, new ResponseText(Encoding.UTF8.GetBytes($$"""{"d":"key {{secret}} is unknown"}""")), gateway.SecretTexts).Error;

        Assert.Equal("401 Unauthorized: key SECRET is unknown", error);
    }

    [Theory]
    [InlineData("""{"failure": {}}""", "failure: must have at least one of status, json, body")]
    [InlineData("""{"throttled": {}}""", "throttled: must have at least one of status, json, body")]
    [InlineData("""{"throttled": {"wait": 1, "status": "400"}}""", "throttled.wait: unknown key")]
    [InlineData("""{"failure": {"json": {"a": 1}}}""", "failure.json.a: is not a JSON pointer")]
    [InlineData("""{"failure": {"status": "x"}}""", "failure.status: must be statuses")]
    [InlineData("""{"failure": {"body": "("}}""", "failure.body: is not a regular expression: insufficient closing parentheses at character 2")]
    [InlineData("""{"failure": {"never": 1, "status": "400"}}""", "failure.never: unknown key")]
    [InlineData("""{"throttled": {"status": "200-299"}}""", "throttled: matches every response that success accepts")]
    [InlineData("""{"failure": {"status": "100-599, 200"}}""", "failure.status: must be statuses")]
    [InlineData("""{"failure": {"status": "200-599"}}""", "failure: matches every response that success accepts")]
    [InlineData("""{"success": {"status": "202"}, "failure": {"status": "200-204"}}""", "failure: matches every response that success accepts")]
    [InlineData("""{"reason": {}}""", "reason: must have one of json, body")]
    [InlineData("""{"reason": {"json": []}}""", "reason.json: is not a JSON pointer")]
    [InlineData("""{"reason": {"json": [7]}}""", "reason.json: is not a JSON pointer")]
    [InlineData("""{"reason": {"json": "a"}}""", "reason.json: is not a JSON pointer")]
    public void Load_InvalidRule_IsAFault(string entry, string fault) => Assert.Contains(
        GatewayFixture.FaultsOf($"{{\"url\": \"http://a\", {entry[1..]}"),
        found => found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"throttled": {"status": "200-298"}}""")]
    [InlineData("""{"throttled": {"status": "200-299", "json": {"/code": 1}}}""")]
    [InlineData("""{"success": {"status": "202"}, "failure": {"status": "200, 400-499"}}""")]
    public void Load_RuleThatLeavesASuccess_IsNoFault(string entry) =>
        Assert.Empty(GatewayFixture.FaultsOf($"{{\"url\": \"http://a\", {entry[1..]}"));

    private static ResponseRules Load(string entry) => GatewayFixture.Load($"{{\"url\": \"http://a\", {entry[1..]}").Responses;

    private static Verdict Judge(ResponseRules rules, int status, string response) =>
        rules.Judge(status, new ResponseText(Encoding.UTF8.GetBytes(response)), []);
}
