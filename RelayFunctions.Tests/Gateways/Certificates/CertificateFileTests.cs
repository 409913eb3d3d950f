using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Certificates;

public sealed class CertificateFileTests : IDisposable
{
    private const string Password = "s3cret";

    private readonly string _folder = Directory.CreateTempSubdirectory("relay-certificates-").FullName;
    private readonly TestCertificates _certificates = new();
    private readonly X509Certificate2 _client;

    public CertificateFileTests() => _client = _certificates.Create("client");

    public void Dispose()
    {
        _client.Dispose();
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("""{"file": "FOLDER/client.pfx", "password": "{{ secrets.password }}"}""", 0)]
    [InlineData("""{"file": "FOLDER/chain.pfx", "password": "{{ secrets.password }}"}""", 1)]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/client.key"}""", 0)]
    [InlineData("""{"file": "FOLDER/chain.pem", "keyFile": "FOLDER/locked.key", "password": "{{ secrets.password }}"}""", 1)]
    [InlineData("""{"file": "FOLDER/both.pem"}""", 0)]
    public void Load_CertificateWithItsKey_IsShownToTheGateway(string certificate, int issuers)
    {
        WriteAll();

        var gateway = GatewayFixture.Load(Entry(certificate), ("secrets:password", Password));

        Assert.Equal(_client.Thumbprint, gateway.Connection.Certificate?.Thumbprint);
        Assert.Equal(_client.Thumbprint, gateway.Connection.Certificate?.Context.TargetCertificate.Thumbprint);
        Assert.True(gateway.Connection.Certificate?.Context.TargetCertificate.HasPrivateKey);
        Assert.Equal(issuers, gateway.Connection.Certificate?.Context.IntermediateCertificates.Count);
    }

    [Theory]
    [InlineData("""{}""", "certificate.file", "is missing")]
    [InlineData("""{"file": "FOLDER/nothing"}""", "certificate.file", "is not an existing file")]
    [InlineData("""{"file": "nowhere/client.pem"}""", "certificate.file", "is not an existing file; a relative path is relative to the catalogue's folder, which is HERE")]
    [InlineData("""{"file": "FOLDER"}""", "certificate.file", "can't be read: it is a folder")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/nothing"}""", "certificate.keyFile", "is not an existing file")]
    [InlineData("""{"file": "FOLDER/client.pfx"}""", "certificate.password", "is missing: the file has one")]
    [InlineData("""{"file": "FOLDER/client.pfx", "password": "s3cret2"}""", "certificate.password", "is not that of the file")]
    [InlineData("""{"file": "FOLDER/text"}""", "certificate.file", "is neither PKCS #12 nor PEM, or is damaged")]
    [InlineData("""{"file": "FOLDER/client.pem"}""", "certificate.file", "has no private key")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/other.key"}""", "certificate.keyFile", "has a private key that can't be read, or is not that of the certificate")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/locked.key", "password": "s3cret2"}""", "certificate.password", "is not that of the private key")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/locked.key"}""", "certificate.password", "is missing: the private key has one")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/client.key", "password": "s3cret2"}""", "certificate.password", "is set, but the private key has none")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/lockedother.key", "password": "s3cr3t"}""", "certificate.keyFile", "has a private key that is not that of the certificate")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/old.key", "password": "s3cr3t"}""", "certificate.keyFile", "has a private key that is not PKCS #8")]
    [InlineData("""{"file": "FOLDER/client.pem", "keyFile": "FOLDER/client.pem"}""", "certificate.keyFile", "has no private key")]
    [InlineData("""{"file": "FOLDER/damaged.pem", "keyFile": "FOLDER/client.key"}""", "certificate.file", "has no certificate that can be read")]
    [InlineData("""{"file": "FOLDER/nokey.pfx", "keyFile": "FOLDER/client.key"}""", "certificate.keyFile", "is only for PEM certificates")]
    [InlineData("""{"file": "FOLDER/both.pem", "password": ""}""", "certificate.password", "must not be empty")]
    [InlineData("""{"file": "FOLDER/nokey.pfx"}""", "certificate.file", "contains no certificate with a private key")]
    [InlineData("""{"file": "FOLDER/early.pem"}""", "certificate.file", "contains a certificate that is not valid yet")]
    [InlineData("""{"file": "FOLDER/both.pem", "key": "a"}""", "certificate.key", "unknown key")]
    public void Load_UnusableCertificate_IsAFaultOfItsKey(string certificate, string key, string fault)
    {
        WriteAll();

        var found = Assert.Single(GatewayFixture.FaultsOf(Entry(certificate)));

        Assert.StartsWith($"gateways.json: gateway 'partner': {key}: {fault.Replace("HERE", Directory.GetCurrentDirectory(), StringComparison.Ordinal)}", found, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-3, -1, "expired on")]
    [InlineData(-20, 8, "expires on")]
    [InlineData(-70, 13, "expires on")]
    [InlineData(-70, 15, null)]
    [InlineData(-1, 1, null)]
    public void Load_CertificateNearItsEnd_IsWarnedOfAndUsed(int fromDay, int toDay, string? warning)
    {
        using var certificate = _certificates.Create("client", fromDay, toDay);
        Write("end.pem", $"{certificate.ExportCertificatePem()}\n{TestCertificates.KeyPem(certificate)}");
        var entry = Entry("""{"file": "FOLDER/end.pem"}""");

        var warnings = GatewayFixture.WarningsOf(entry);

        var end = certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(certificate.Thumbprint, GatewayFixture.Load(entry).Connection.Certificate?.Thumbprint);
        Assert.Equal(
            warning is null ? [] : [$"gateways.json: gateway 'partner': certificate.file: contains a certificate that {warning} {end}; "],
            warnings.Select(line => line[..(line.IndexOf(';', StringComparison.Ordinal) + 2)]));
    }

    [Fact]
    public void Load_CertificateForPlainHttp_IsAFault()
    {
        WriteAll();

        Assert.Equal(
            ["gateways.json: gateway 'partner': certificate: requires an https url"],
            GatewayFixture.FaultsOf(Entry("""{"file": "FOLDER/both.pem"}""").Replace("https:", "http:", StringComparison.Ordinal)));
    }

    private string Entry(string certificate) =>
        $$"""{"url": "https://a.example", "certificate": {{certificate.Replace("FOLDER", JsonEncodedText.Encode(_folder).ToString(), StringComparison.Ordinal)}} }""";

    private void WriteAll()
    {
        using var other = _certificates.Create("other");
        using var early = _certificates.Create("client", 1, 3);
        using var bare = Bare(_client);
        var issuer = _certificates.Issuer.ExportCertificatePem();
        Write("client.pfx", _client.Export(X509ContentType.Pkcs12, Password));
        Write("chain.pfx", new X509Certificate2Collection { _client, Bare(_certificates.Issuer) }.Export(X509ContentType.Pkcs12, Password)!);
        Write("nokey.pfx", bare.Export(X509ContentType.Pkcs12));
        Write("client.pem", _client.ExportCertificatePem());
        Write("chain.pem", $"{_client.ExportCertificatePem()}\n{issuer}");
        Write("client.key", TestCertificates.KeyPem(_client));
        Write("locked.key", TestCertificates.KeyPem(_client, Password));
        Write("other.key", TestCertificates.KeyPem(other));
        Write("lockedother.key", TestCertificates.KeyPem(other, "s3cr3t"));
        Write("old.key", "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----");
        Write("damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Write("both.pem", $"{TestCertificates.KeyPem(_client)}\n{_client.ExportCertificatePem()}");
        Write("early.pem", $"{early.ExportCertificatePem()}\n{TestCertificates.KeyPem(early)}");
        Write("text", Password);
    }

    private static X509Certificate2 Bare(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadCertificate(certificate.RawData);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, name), content);
}
