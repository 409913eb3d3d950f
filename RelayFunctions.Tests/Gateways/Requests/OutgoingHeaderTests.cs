using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Tests.Gateways.Requests;

public sealed class OutgoingHeaderTests
{
    [Theory]
    [InlineData("{}", "0198")]
    [InlineData("""{"idempotency": "message"}""", "0198")]
    [InlineData("""{"idempotency": "attempt"}""", "0198-2")]
    [InlineData("""{"idempotency": "none"}""", null)]
    public void Idempotency_Key_FollowsTheCatalogue(string entry, string? key) => Assert.Equal(key, Header(entry, "Idempotency-Key"));

    [Fact]
    public void UserAgent_OfNoGateway_IsRelay() =>
        Assert.Matches(@"^Relay/\d+\.\d+\.\d+$", Header("{}", "User-Agent")!);

    [Fact]
    public void UserAgent_OfAGatewaysHeaders_ReplacesRelays() =>
        Assert.Equal("Partner (https://a.example)", Header("""{"headers": {"user-agent": "Partner (https://a.example)"}}""", "User-Agent"));

    [Theory]
    [InlineData("{{ settings.server }}/message")]
    [InlineData("{{ settings.server }}")]
    public void Load_AddressWhoseSettingHasNoScheme_IsAFault(string url) => Assert.Contains(
        "must be an http or https address, as in https://a.example",
        Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "{{url}}", "settings": {"server": "abc.api.example"} }""")),
        StringComparison.Ordinal);

    private static string? Header(string entry, string name)
    {
        var gateway = GatewayFixture.Load($"{{\"url\": \"http://a\"{(entry == "{}" ? "" : ", ")}{entry[1..]}");
        using var request = OutgoingRequest.Create(gateway.Fill("Hello"), GatewayFixture.Message("Hello"), gateway);
        return request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
    }
}
