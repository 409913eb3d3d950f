using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RelayFunctions.Gateways;
using RelayFunctions.Tests.Gateways.Certificates;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Sending;

public sealed class HttpVersionTests : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _ca = Path.GetTempFileName();

    public HttpVersionTests()
    {
        _certificate = _certificates.Create("localhost");
        File.WriteAllText(_ca, _certificates.Root.ExportCertificatePem());
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _certificates.Dispose();
        File.Delete(_ca);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, """, "httpVersion": "2" """, "HTTP/2")]
    [InlineData(HttpProtocols.Http2, """, "httpVersion": "2" """, "HTTP/2")]
    [InlineData(HttpProtocols.Http1AndHttp2, """, "httpVersion": "1.1" """, "HTTP/1.1")]
    [InlineData(HttpProtocols.Http1AndHttp2, "", "HTTP/1.1")]
    public async Task Send_Version_IsThatOfTheGateway(HttpProtocols spoken, string version, string expected)
    {
        await using var gateway = await StartAsync(spoken);
        using var sender = new SenderFixture();

        Assert.Null((await sender.SendAsync(Load(gateway.Url, version))).Error);

        Assert.Equal(expected, Assert.Single(gateway.Requests).Protocol);
    }

    [Fact]
    public async Task Send_ManyAtOnceByHttp2_ShareOneConnection()
    {
        await using var gateway = await StartAsync(HttpProtocols.Http2);
        using var sender = new SenderFixture();
        var loaded = Load(gateway.Url, """, "httpVersion": "2" """);

        await sender.SendAsync(loaded);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sender.SendAsync(loaded)));

        Assert.Equal(11, gateway.Requests.Count);
        Assert.Single(gateway.Requests.Select(request => request.Connection).Distinct());
    }

    [Theory]
    [InlineData(2, "INTERNAL_ERROR")]
    [InlineData(13, "HTTP_1_1_REQUIRED")]
    [InlineData(4242, "4242")]
    public async Task Send_RequestThatHttp2BreaksOff_ReportsTheCode(int code, string name)
    {
        await using var gateway = await StartAsync(HttpProtocols.Http2);
        gateway.Respond = context =>
        {
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(code);
            return Task.CompletedTask;
        };
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(Load(gateway.Url, """, "httpVersion": "2" """));

        Assert.Equal($"the gateway aborted the request with the HTTP/2 error {name}", response.Error);
    }

    [Fact]
    public async Task Send_Http2ToAGatewayWithoutIt_ReportsIt()
    {
        await using var gateway = await StartAsync(HttpProtocols.Http1);
        using var sender = new SenderFixture();

        Assert.Equal(
            "the TLS handshake failed: the gateway does not speak HTTP/2",
            (await sender.SendAsync(Load(gateway.Url, """, "httpVersion": "2" """))).Error);
    }

    [Fact]
    public async Task Send_Http2ToAGatewayThatNegotiatesNoVersion_ReportsIt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var accepted = AcceptAsync(listener);
        using var sender = new SenderFixture();

        var response = await sender.SendAsync(Load(new Uri($"https://localhost:{port}/"), """, "httpVersion": "2" """));

        Assert.Equal("the gateway does not speak HTTP/2", response.Error);
        await accepted;
    }

    [Fact]
    public async Task Send_Http11ToAGatewayWithoutIt_Fails()
    {
        await using var gateway = await StartAsync(HttpProtocols.Http2);
        using var sender = new SenderFixture();

        Assert.Equal(
            "the connection was closed before the response was complete", (await sender.SendAsync(Load(gateway.Url, ""))).Error);
    }

    [Theory]
    [InlineData("http://a", "\"2\"", "can be 2 only with an https address")]
    [InlineData("https://a", "\"3\"", "must be one of 1.1, 2")]
    [InlineData("https://a", "2", "must be a string")]
    public void Load_InvalidVersion_IsAFault(string url, string version, string fault)
    {
        var found = Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "{{url}}", "httpVersion": {{version}} }"""));

        Assert.StartsWith($"gateways.json: gateway 'partner': httpVersion: {fault}", found, StringComparison.Ordinal);
    }

    private Task<TlsGateway> StartAsync(HttpProtocols spoken) =>
        TlsGateway.StartAsync(_certificate, [_certificates.Issuer], http: spoken);

    private async Task AcceptAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(_certificate, [_certificates.Issuer]),
            });
        }
        catch (IOException)
        {
            // The sender may close the connection before the server has written all of its handshake.
        }
    }

    private Gateway Load(Uri url, string version) =>
        GatewayFixture.Load($$"""{"url": "{{url}}", "tls": {"ca": "{{_ca}}"}{{version}} }""");
}
