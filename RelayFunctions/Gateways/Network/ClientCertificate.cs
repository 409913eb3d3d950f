using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RelayFunctions.Gateways.Network;

/// <summary>What a gateway is shown that asks its clients for a certificate (mutual TLS).</summary>
/// <param name="certificate">The certificate, with its key.</param>
/// <param name="issuers">Those between it and the root, which go along with it.</param>
internal sealed class ClientCertificate(X509Certificate2 certificate, X509Certificate2Collection issuers)
{
    /// <summary>The certificate's SHA-1 hash, which tells it from any other.</summary>
    public string Thumbprint => certificate.Thumbprint;

    /// <summary>What a handshake shows. It is made once and looks nothing up.</summary>
    public SslStreamCertificateContext Context { get; } =
        SslStreamCertificateContext.Create(certificate, issuers, offline: true);
}
