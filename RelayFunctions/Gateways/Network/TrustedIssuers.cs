using System.Security.Cryptography.X509Certificates;

namespace RelayFunctions.Gateways.Network;

/// <summary>The issuers that a gateway's certificate may have, in place of those that the system trusts.</summary>
/// <param name="certificates">Roots, or intermediates if only those are known.</param>
internal sealed class TrustedIssuers(X509Certificate2Collection certificates)
{
    /// <summary>
    /// The policy for the issuers that the system trusts. A certificate can name an address from which a missing issuer
    /// is downloaded: any address, at any length, on a thread of the pool. So nothing is downloaded.
    /// </summary>
    public static X509ChainPolicy SystemPolicy => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    /// <summary>The SHA-1 hashes of the certificates, which identify them.</summary>
    public IEnumerable<string> Thumbprints => certificates.Select(certificate => certificate.Thumbprint);

    /// <summary>The policy that certificates are validated by.</summary>
    public X509ChainPolicy Policy
    {
        get
        {
            var policy = SystemPolicy;
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(certificates);
            policy.ExtraStore.AddRange(certificates);
            return policy;
        }
    }

    /// <summary>
    /// Whether a chain without a root ends in one of them: a listed intermediate is trusted by itself.
    /// </summary>
    public bool End(X509Chain chain) =>
        chain.ChainElements is { Count: > 1 } elements
        && certificates.Any(
            known => known.RawDataMemory.Span.SequenceEqual(elements[^1].Certificate.RawDataMemory.Span));
}
