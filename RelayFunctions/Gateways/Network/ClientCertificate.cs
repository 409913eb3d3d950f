using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RelayFunctions.Gateways.Network;

/// <summary>The certificate for a gateway that asks its clients for one (mutual TLS).</summary>
/// <param name="certificate">The certificate, with its key.</param>
/// <param name="issuers">The certificates between it and the root, which are sent with it.</param>
internal sealed class ClientCertificate(X509Certificate2 certificate, X509Certificate2Collection issuers)
{
    /// <summary>The certificate's SHA-1 hash, which identifies it.</summary>
    public string Thumbprint => certificate.Thumbprint;

    /// <summary>The hashes of the certificate and its issuers.</summary>
    public IEnumerable<string> Thumbprints => issuers.Select(issuer => issuer.Thumbprint).Prepend(Thumbprint);

    /// <summary>The certificate as a handshake needs it, made once and without look-ups.</summary>
    public SslStreamCertificateContext Context { get; } =
        SslStreamCertificateContext.Create(certificate, issuers, offline: true);
}
