using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>Addresses as services write them: without a scheme. None may reach Relay itself.</summary>
public sealed class SchemelessUrlTests
{
    [Theory]
    [InlineData("partner.example/notify")]
    [InlineData("partner.example")]
    [InlineData("partner.example?a=b")]
    [InlineData("partner.example/{{ message }}")]
    public void Load_UrlThatLooksLikeAnAddress_IsNotAPathOfTheApp(string url) => Assert.Equal(
        ["gateways.json: gateway 'partner': url: looks like an address without its scheme: put https:// in front"],
        GatewayFixture.FaultsOf($$"""{"url": "{{url}}"}"""));
}
