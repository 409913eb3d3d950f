using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RelayFunctions.Gateways.Network;

/// <summary>Validates a gateway's certificate, and reports what is wrong with it.</summary>
/// <param name="issuers">Its trusted issuers; null for those that the system trusts.</param>
/// <param name="time">The clock that distinguishes expired certificates from those that are not valid yet.</param>
internal sealed class ServerCertificateCheck(TrustedIssuers? issuers, TimeProvider time)
{
    // Another issuer with the same name appears as a wrong signature.
    private const X509ChainStatusFlags UnknownIssuer = X509ChainStatusFlags.UntrustedRoot
        | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    private const X509ChainStatusFlags Named = UnknownIssuer
        | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.Revoked;

    /// <inheritdoc cref="RemoteCertificateValidationCallback"/>
    /// <exception cref="CertificateRejectedException">
    /// The certificate is not accepted. TLS passes the exception on to the caller that connects.
    /// </exception>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (certificate is null || chain is null)
            throw new CertificateRejectedException("the gateway presents no certificate");

        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (status == X509ChainStatusFlags.PartialChain && issuers?.End(chain) == true)
            status = X509ChainStatusFlags.NoError;
        string[] faults = [.. Faults(errors, status, chain)];
        return faults.Length == 0
            ? true
            : throw new CertificateRejectedException($"the gateway's certificate {string.Join(" and ", faults)}");
    }

    private IEnumerable<string> Faults(SslPolicyErrors errors, X509ChainStatusFlags status, X509Chain chain)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            yield return "is for another name";
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            yield return TimeFault(chain);
        if (status.HasFlag(X509ChainStatusFlags.Revoked))
            yield return "was revoked";
        if ((status & UnknownIssuer) != 0)
        {
            yield return issuers is null
                ? "has an unknown issuer (\"tls\": { \"ca\": ... } can name it)"
                : "has an issuer that is not in the file of tls.ca";
        }
        if ((status & ~Named) is not X509ChainStatusFlags.NoError and var others)
            yield return $"is not valid ({others})";
    }

    private string TimeFault(X509Chain chain)
    {
        var now = time.GetUtcNow();
        var own = chain.ChainElements[0].Certificate;
        return own.NotAfter.ToUniversalTime() <= now ? "has expired"
            : own.NotBefore.ToUniversalTime() > now ? "is not valid yet"
            : "has an issuer whose certificate has expired or is not valid yet";
    }
}
