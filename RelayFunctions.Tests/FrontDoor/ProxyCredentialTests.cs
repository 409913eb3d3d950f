using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Tests.Gateways.Network;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>The recording gateway is the proxy, which repeats the credentials that it got.</summary>
public sealed class ProxyCredentialTests
{
    private const string Reason = "\"reason\": { \"json\": [\"/e\", \"/error_description\"] }";

    private static readonly string Basic = Base64("relayuser:SEKRET-p/1");

    public static TheoryData<string> Words =>
    [
        "bad password SEKRET-p/1",
        "bad password SEKRET-p%2F1",
        "bad login relayuser:SEKRET-p/1",
        "bad user relayuser",
        $"bad Basic {Basic}",
        $"bad Basic {Basic.TrimEnd('=')}",
        $"bad proxy http://relayuser:SEKRET-p%2F1@127.0.0.1",
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Response_RepeatsTheCredentialsOfRelaysProxy_HasAMask(string words) => AssertMasked(await ErrorAsync(
        $$"""{ "url": "http://partner.example/", {{Reason}} }""",
        words,
        "--Relay:Proxy=http://relayuser:SEKRET-p%2F1@127.0.0.1:PORT"));

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Response_RepeatsTheCredentialsOfTheGatewaysProxy_HasAMask(string words) => AssertMasked(await ErrorAsync(
        $$"""{ "url": "http://partner.example/", {{Reason}} }""",
        words,
        "--Gateways:partner:proxy=http://relayuser:SEKRET-p%2F1@127.0.0.1:PORT"));

    [Theory]
    [InlineData(""" "oauth2": { "tokenUrl": "http://tokens.example/", "clientId": "a", "clientSecret": "b" } """)]
    [InlineData(""" "login": { "url": "http://tokens.example/", "token": "/t", "body": { "json": {} } } """)]
    public async Task TokenEndpoint_RepeatsTheCredentialsOfRelaysProxy_HasAMask(string auth) => AssertMasked(await ErrorAsync(
        $$"""{ "url": "http://partner.example/", {{Reason}}, "auth": { {{auth}} } }""",
        "bad password SEKRET-p/1",
        "--Relay:Proxy=http://relayuser:SEKRET-p%2F1@127.0.0.1:PORT"));

    [Theory]
    [InlineData("--Relay:Proxy=http://SEKRET-token@127.0.0.1:PORT")]
    [InlineData("--Gateways:partner:proxy=http://SEKRET-token@127.0.0.1:PORT")]
    public async Task Response_RepeatsAUserWithoutAPassword_HasAMask(string setting) => AssertMasked(await ErrorAsync(
        $$"""{ "url": "http://partner.example/", {{Reason}} }""", $"bad SEKRET-token or {Base64("SEKRET-token:")}", setting));

    private static void AssertMasked(string error)
    {
        Assert.Contains("bad ", error, StringComparison.Ordinal);
        Assert.Contains("SECRET", error, StringComparison.Ordinal);
        Assert.DoesNotContain("SEKRET", error, StringComparison.Ordinal);
        Assert.DoesNotContain("relayuser", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64("relayuser")[..8], error, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64("SEKRET")[..6], error, StringComparison.Ordinal);
    }

    private static async Task<string> ErrorAsync(string entry, string words, string setting)
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: $$"""{ "gateways": { "partner": {{entry}} } }""",
            settings: [setting],
            configure: builder => builder.Services.AddSingleton<ResolveHost>(new FakeNames(["127.0.0.1"]).ResolveAsync));
        relay.Gateway.Respond = _ => new StubResponse(403, $$"""{"e": "{{words}}", "error_description": "{{words}}"}""");
        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();

        Assert.NotEmpty(relay.Gateway.Requests);
        return (await relay.StatusAsync(id)).GetProperty("attempts")[0].GetProperty("error").GetString()!;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
