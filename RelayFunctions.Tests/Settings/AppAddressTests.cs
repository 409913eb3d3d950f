using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Tests.Settings;

public sealed class AppAddressTests
{
    [Theory]
    [InlineData("localhost:7071", "http://localhost:7071/", true)]
    [InlineData("127.0.0.1:7071", "http://127.0.0.1:7071/", true)]
    [InlineData("[::1]:7071", "http://[::1]:7071/", true)]
    [InlineData("0.0.0.0:8080", "http://127.0.0.1:8080/", false)] // Every address is reachable by loopback, and by others.
    [InlineData("[::]:8080", "http://127.0.0.1:8080/", false)]
    [InlineData("relay.azurewebsites.net", "https://relay.azurewebsites.net/", false)]
    [InlineData("10.0.0.5:7071", "https://10.0.0.5:7071/", false)]
    [InlineData("https://127.0.0.1:7443", "https://127.0.0.1:7443/", true)]
    [InlineData("https://0.0.0.0:8443", "https://127.0.0.1:8443/", false)]
    [InlineData("http://10.0.0.5:7071", "http://10.0.0.5:7071/", false)]
    [InlineData("http://10.0.0.5:7071/", "http://10.0.0.5:7071/", false)]
    [InlineData("ftp://10.0.0.5", null, false)]
    [InlineData(null, null, false)]
    [InlineData("", null, false)]
    public void Current_PublishedHostname_IsTheAddress(string? hostname, string? address, bool isLoopback)
    {
        var own = Own(hostname);

        Assert.Equal(address, own.Current?.AbsoluteUri);
        Assert.Equal(isLoopback, own.IsLoopback);
    }

    [Theory]
    [InlineData(null, "localhost:7071", true)]
    [InlineData(null, "relay.azurewebsites.net", false)]
    [InlineData(null, "0.0.0.0:7071", false)]
    [InlineData(false, "localhost:7071", false)]
    [InlineData(true, "relay.azurewebsites.net", true)]
    public void DemoGateways_NotSet_RespondOnlyOnLoopback(bool? setting, string hostname, bool on)
    {
        var options = new RelayOptions { GatewaysFile = "gateways.json", DemoGateways = setting };

        Assert.Equal(on, new DemoGatewaySwitch(options, Own(hostname)).IsOn);
    }

    private static AppAddress Own(string? hostname) => new(new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("WEBSITE_HOSTNAME", hostname)])
        .Build());
}
