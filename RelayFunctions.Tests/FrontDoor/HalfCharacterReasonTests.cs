using System.Text;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>An escape of JSON may stand for half of a surrogate pair, which is no text.</summary>
public sealed class HalfCharacterReasonTests
{
    [Theory]
    [InlineData(@"no credit \ud83d", "no credit \uFFFD")]
    [InlineData(@"\ude00 no credit", "\uFFFD no credit")]
    [InlineData(@"\ud83d", "\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD\U0001F600")]
    [InlineData(@"\ud83d\ude00\ude00", "\U0001F600\uFFFD")]
    [InlineData(@"\ud83d\u0041", "\uFFFDA")]
    [InlineData(@"\ud83d\\ud83d \"" \u00e9", "\uFFFD\\ud83d \" \u00e9")]
    [InlineData(@"\\\ud83dx", "\\\uFFFDx")]
    [InlineData(@"key SEKRET-1234\ud83d", "key SECRET\uFFFD")]
    public async Task Reason_HasHalfACharacter_IsShownWithAReplacement(string words, string shown)
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "partner": { "url": "GATEWAY/", "headers": { "X-Key": "{{ secrets.key }}" }, "reason": { "json": "/e" } } } }""",
            settings: ["--Gateways:partner:secrets:key=SEKRET-1234"]);

        Assert.Equal($"403 Forbidden: {shown}", await ErrorAsync(relay, words));
    }

    [Theory]
    [InlineData(""" "oauth2": { "tokenUrl": "GATEWAY/", "clientId": "a", "clientSecret": "b" } """)]
    [InlineData(""" "login": { "url": "GATEWAY/", "token": "/t", "body": { "json": {} } } """)]
    public async Task TokenEndpoint_DescribesWithHalfACharacter_IsShownWithAReplacement(string auth)
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: $$"""{ "gateways": { "partner": { "url": "GATEWAY/", "reason": { "json": "/e" }, "auth": { {{auth}} } } } }""");

        Assert.EndsWith("403 Forbidden: locked \uFFFD!", await ErrorAsync(relay, @"locked \ud83d!"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_HasBytesThatAreNotUtf8_IsShownWithReplacements()
    {
        var gateway = GatewayFixture.Load("""{"url": "http://a", "reason": {"json": "/e"}}""");

        var verdict = gateway.Responses.Judge(403, new ResponseText(Encoding.Latin1.GetBytes("{\"e\": \"caf\u00e9 \\ud83d\"}")), []);

        Assert.Equal("403 Forbidden: caf\uFFFD \uFFFD", verdict.Error);
    }

    private static async Task<string?> ErrorAsync(RelayHost relay, string words)
    {
        relay.Gateway.Respond = _ => new StubResponse(403, $$"""{"e": "{{words}}", "error_description": "{{words}}"}""");
        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();
        return (await relay.StatusAsync(id)).GetProperty("attempts")[0].GetProperty("error").GetString();
    }
}
