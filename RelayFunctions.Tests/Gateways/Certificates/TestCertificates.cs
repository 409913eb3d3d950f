using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RelayFunctions.Tests.Gateways.Certificates;

/// <summary>Certificates that are generated for the tests, all under one root.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public TestCertificates()
    {
        Root = AuthorityRequest("Test root").CreateSelfSigned(Now.AddDays(-90), Now.AddDays(90));
        // The certificate keeps the key.
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = AuthorityRequest("Test issuer", key).Create(Root, Now.AddDays(-80), Now.AddDays(80), Serial());
        Issuer = issuer.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Root { get; }

    /// <summary>The intermediate between the root and all others.</summary>
    public X509Certificate2 Issuer { get; }

    /// <summary>Creates a certificate with its key, valid for a range of days from now.</summary>
    /// <param name="name">The name of its host.</param>
    /// <param name="fromDay">The first day.</param>
    /// <param name="toDay">The last day.</param>
    /// <param name="issuerUrl">Where its issuer can be downloaded; null for nowhere.</param>
    public X509Certificate2 Create(string name, int fromDay = -1, int toDay = 1, string? issuerUrl = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        if (issuerUrl is not null)
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuerUrl]));
        using var certificate = request.Create(Issuer, Now.AddDays(fromDay), Now.AddDays(toDay), Serial());
        return certificate.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        Issuer.Dispose();
        Root.Dispose();
    }

    public static string KeyPem(X509Certificate2 certificate, string? password = null)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    // Sixteen bytes of a positive number.
    private static byte[] Serial() => [1, .. Guid.NewGuid().ToByteArray().Skip(1)];

    private static CertificateRequest AuthorityRequest(string name, ECDsa? key = null)
    {
        var request = new CertificateRequest(
            $"CN={name}", key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }
}
