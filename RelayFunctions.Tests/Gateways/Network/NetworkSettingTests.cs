using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Loading;

namespace RelayFunctions.Tests.Gateways.Network;

public sealed class NetworkSettingTests
{
    [Theory]
    [InlineData("""{"url": "https://partner.example/notify"}""", GatewayNetwork.Public)]
    [InlineData("""{"url": "https://partner.example/notify", "network": "private"}""", GatewayNetwork.Private)]
    [InlineData("""{"url": "http://gateways:8080/notify"}""", GatewayNetwork.Private)]
    [InlineData("""{"url": "http://gateways:8081/notify"}""", GatewayNetwork.Public)]
    [InlineData("""{"url": "notify"}""", GatewayNetwork.Private)]
    [InlineData("""{"url": "notify", "network": "public"}""", GatewayNetwork.Public)]
    public void Load_Network_IsAsWrittenOrThatOfTheHostWhichASettingGives(string entry, GatewayNetwork network) =>
        Assert.Equal(network, Load(entry, new Uri("http://gateways:8080/")).Catalogue.Find("partner")?.Network);

    [Fact]
    public void Load_GatewayAtTheAppsOwnAddress_IsPrivate() =>
        Assert.Equal(GatewayNetwork.Private, Load("""{"url": "gateway_1"}""", null).Catalogue.Find("partner")?.Network);

    [Fact]
    public void Find_NameThatTheCatalogueLacks_IsPrivateAsTheSettingGivesItsHost() => Assert.Equal(
        GatewayNetwork.Private,
        Load("""{"url": "https://a"}""", new Uri("http://gateways:8080/")).Catalogue.Find("other")?.Network);

    [Theory]
    [InlineData("\"Private\"")]
    [InlineData("\"\"")]
    public void Load_AnotherNetwork_IsAFault(string network) => Assert.Equal(
        ["gateways.json: gateway 'partner': network: must be \"public\" or \"private\""],
        Load($$"""{"url": "https://a", "network": {{network}}}""", null).Faults);

    private static LoadedCatalogue Load(string entry, Uri? baseUrl) => CatalogueLoader.Load(
        $$$"""{"gateways": {"partner": {{{entry}}}}}""",
        "gateways.json",
        new ConfigurationBuilder().Build(),
        baseUrl,
        canUseOwnAddress: true, TimeProvider.System);
}
