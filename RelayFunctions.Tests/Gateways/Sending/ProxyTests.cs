using System.Net;
using RelayFunctions.Tests.Gateways.Certificates;
using RelayFunctions.Tests.Gateways.Network;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

public sealed class ProxyTests
{
    private readonly FakeNames _names = new(["127.0.0.1"]);

    [Fact]
    public async Task Send_ProxyForAll_ReachesAGatewayWhoseNameOnlyTheProxyResolves()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var proxy = new StubProxy(EndPoint(gateway.Url)).Start();
        using var sender = new SenderFixture(resolve: _names.ResolveAsync, proxy: proxy.Url.OriginalString);

        var response = await sender.SendAsync(new Uri("http://partner.example/notify"));

        Assert.Equal((200, null), (response.StatusCode, response.Error));
        Assert.Equal("POST http://partner.example/notify HTTP/1.1", Assert.Single(proxy.Requests));
        Assert.Empty(_names.Asked);
    }

    [Fact]
    public async Task Send_HttpsThroughAProxyWithCredentials_IsATunnel()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Create("partner.example");
        await using var gateway = await TlsGateway.StartAsync(certificate, [certificates.Issuer]);
        using var folder = new Hosting.TempFolder();
        var ca = await folder.WriteAsync("ca.pem", certificates.Root.ExportCertificatePem());
        using var proxy = new StubProxy(EndPoint(gateway.Url), "Basic cmVsYXk6czNjcmV0Lw==").Start();
        using var sender = new SenderFixture(resolve: _names.ResolveAsync);

        var response = await sender.SendAsync(GatewayFixture.Load(
            $$"""{"url": "https://partner.example/", "tls": {"ca": "{{ca}}"} }""",
            ("proxy", $"http://relay:s3cret%2F@{proxy.Url.Authority}")));

        Assert.Null(response.Error);
        Assert.StartsWith("CONNECT partner.example:443 ", Assert.Single(proxy.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ProxyThatRejectsTheCredentials_ReportsItsStatus()
    {
        using var proxy = new StubProxy(new IPEndPoint(IPAddress.Loopback, 1), "Basic other").Start();
        using var sender = new SenderFixture(resolve: _names.ResolveAsync, proxy: $"http://a:s3cret@{proxy.Url.Authority}");

        var response = await sender.SendAsync(new Uri("https://partner.example/"));

        Assert.Equal("the proxy 127.0.0.1 answered 407 Proxy Authentication Required", response.Error);
    }

    [Theory]
    [InlineData("https://partner.example/")]
    [InlineData("http://partner.example/")]
    public async Task Send_ProxyThatIsDown_ReportsTheProxy(string url)
    {
        using var sender = new SenderFixture(resolve: _names.ResolveAsync, proxy: "http://proxy.example:1");

        var response = await sender.SendAsync(new Uri(url));

        Assert.Equal("the proxy proxy.example can't be reached: connection refused", response.Error);
    }

    [Theory]
    [InlineData("""{"url": "http://partner.example:PORT/", "network": "private"}""")]
    [InlineData("""{"url": "http://127.0.0.1:PORT/"}""")]
    [InlineData("""{"url": "http://localhost:PORT/"}""")]
    [InlineData("""{"url": "http://partner.example:PORT/", "network": "private", "proxy": "none"}""")]
    public async Task Send_GatewayInside_IsReachedDirectly(string entry)
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var sender = new SenderFixture(resolve: _names.ResolveAsync, proxy: "http://proxy.example:1");

        var response = await sender.SendAsync(
            GatewayFixture.Load(entry.Replace("PORT", $"{gateway.Url.Port}", StringComparison.Ordinal)));

        Assert.Null(response.Error);
    }

    [Fact]
    public async Task Send_ProxyOfAPrivateGateway_IsUsed()
    {
        await using var gateway = await StubGateway.StartAsync(200);
        using var proxy = new StubProxy(EndPoint(gateway.Url)).Start();
        using var sender = new SenderFixture(resolve: _names.ResolveAsync);

        var response = await sender.SendAsync(
            GatewayFixture.Load($$"""{"url": "http://inside.example/", "network": "private", "proxy": "{{proxy.Url.OriginalString}}"}"""));

        Assert.Null(response.Error);
        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData("proxy.example:3128", "proxy: must be the address of a proxy")]
    [InlineData("ftp://proxy.example", "proxy: must be the address of a proxy")]
    [InlineData("http://proxy.example/path", "proxy: must be the address of a proxy")]
    [InlineData("http://a:s3cret@proxy.example", "proxy: must not contain a user or password in the file: set Gateways__partner__proxy")]
    [InlineData("{{ message }}", "proxy: can use only settings and secrets")]
    public void Load_InvalidProxy_IsAFaultWithoutItsPassword(string proxy, string fault)
    {
        var found = Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "https://a", "proxy": "{{proxy}}"}"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': {fault}", found, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", found, StringComparison.Ordinal);
    }

    private static IPEndPoint EndPoint(Uri url) => new(IPAddress.Loopback, url.Port);
}
