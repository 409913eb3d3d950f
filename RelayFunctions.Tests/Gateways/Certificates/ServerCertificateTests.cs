using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Certificates;

/// <summary>The results of a gateway's certificate and its TLS settings.</summary>
public sealed class ServerCertificateTests : IDisposable
{
    private const string UnknownIssuer = "has an unknown issuer (\"tls\": { \"ca\": ... } can name it)";

    private readonly string _folder = Directory.CreateTempSubdirectory("relay-tls-").FullName;
    private readonly TestCertificates _certificates = new();

    public void Dispose()
    {
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Send_UnknownIssuer_ReportsIt() =>
        Assert.Equal(Refused(UnknownIssuer), await ErrorAsync("localhost", []));

    // Whoever has a certificate chooses the address, and how long the download takes.
    [Fact]
    public async Task Send_IssuerThatTheCertificateOffersForDownload_IsNotDownloaded()
    {
        await using var download = await StubGateway.StartAsync(_ => Task.CompletedTask);
        using var certificate = _certificates.Create("localhost", issuerUrl: $"{download.Url}issuer.cer");
        await using var gateway = await TlsGateway.StartAsync(certificate);
        using var sender = new SenderFixture();
        // Those of the gateway itself, which looks for its own issuer.
        var before = download.Requests.Count;

        var error = (await sender.SendAsync(gateway.Url)).Error;

        Assert.Equal(Refused(UnknownIssuer), error);
        Assert.Equal(before, download.Requests.Count);
    }

    [Theory]
    [InlineData("other.example", -1, 1, "is for another name")]
    [InlineData("localhost", -3, -1, "has expired")]
    [InlineData("localhost", 1, 3, "is not valid yet")]
    [InlineData("other.example", -3, -1, "is for another name and has expired")]
    public async Task Send_InvalidCertificate_ReportsTheReason(string name, int fromDay, int toDay, string fault) =>
        Assert.Equal(Refused(fault), await ErrorAsync(name, [_certificates.Root], fromDay, toDay));

    [Fact]
    public async Task Send_RootOfTheGatewaysOwn_IsTrusted() => Assert.Null(await ErrorAsync("localhost", [_certificates.Root]));

    [Fact]
    public async Task Send_IntermediateOfTheGatewaysOwn_IsTrustedWithoutItsRoot() =>
        Assert.Null(await ErrorAsync("localhost", [_certificates.Issuer]));

    [Fact]
    public async Task Send_BundleOfRootAndIntermediate_IsTrustedWhereTheGatewaySendsOnlyItsCertificate() =>
        Assert.Null(await ErrorAsync("localhost", [_certificates.Root, _certificates.Issuer], showsIssuer: false));

    [Fact]
    public async Task Send_IssuerThatIsNotInTheFile_ReportsIt()
    {
        using var others = new TestCertificates();

        Assert.Equal(Refused("has an issuer that is not in the file of tls.ca"), await ErrorAsync("localhost", [others.Root]));
    }

    [Fact]
    public async Task Send_NoTlsVersionInCommon_ReportsIt()
    {
        using var certificate = _certificates.Create("localhost");
#pragma warning disable SYSLIB0039, CA5397 // It is what old servers speak.
        await using var gateway = await TlsGateway.StartAsync(certificate, protocols: SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397
        using var sender = new SenderFixture();

        var error = (await sender.SendAsync(gateway.Url)).Error;

        Assert.StartsWith("the TLS handshake failed: no TLS version or cipher in common", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.pem", "tls.ca: is not an existing file")]
    [InlineData("text.pem", "tls.ca: is not a file of certificates")]
    [InlineData("empty.pem", "tls.ca: is not a file of certificates")]
    public void Load_CaThatCanNotBeRead_IsAFault(string file, string fault)
    {
        Write("text.pem", "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----");
        Write("empty.pem", "");

        Assert.Contains(
            fault,
            Assert.Single(GatewayFixture.FaultsOf($$"""{"url": "https://a", "tls": {"ca": "{{Path(file)}}"} }""")),
            StringComparison.Ordinal);
    }

    private async Task<string?> ErrorAsync(
        string name, X509Certificate2[] ca, int fromDay = -1, int toDay = 1, bool showsIssuer = true)
    {
        using var certificate = _certificates.Create(name, fromDay, toDay);
        await using var gateway = await TlsGateway.StartAsync(certificate, showsIssuer ? [_certificates.Issuer] : null);
        Write("ca.pem", string.Join('\n', ca.Select(one => one.ExportCertificatePem())));
        var tls = ca.Length > 0 ? $$""", "tls": {"ca": "{{Path("ca.pem")}}"}""" : "";
        using var sender = new SenderFixture();

        return (await sender.SendAsync(GatewayFixture.Load($$"""{"url": "{{gateway.Url}}"{{tls}} }"""))).Error;
    }

    private static string Refused(string fault) => $"the TLS handshake failed: the gateway's certificate {fault}";

    private string Path(string file) => System.IO.Path.Combine(_folder, file);

    private void Write(string file, string text) => File.WriteAllText(Path(file), text);
}
