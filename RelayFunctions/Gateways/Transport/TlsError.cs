using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Transport;

/// <summary>
/// Says why a TLS handshake failed. Alerts are recognised by the standard words in OpenSSL's messages.
/// </summary>
internal static class TlsError
{
    private const string NothingInCommon =
        "no TLS version or cipher in common, or the gateway requires a certificate";

    private const string OwnCertificateRefused = "the gateway rejected the client certificate";

    private static readonly (string Words, string Reason)[] Reasons =
    [
        ("alert protocol version", "no TLS version in common"),
        ("unsupported protocol", "no TLS version in common"),
        ("no protocols available", "no TLS version in common"),
        ("alert handshake failure", NothingInCommon),
        ("alert insufficient security", NothingInCommon),
        ("no ciphers available", NothingInCommon),
        ("alert no application protocol", "the gateway does not speak HTTP/2"),
        ("alert unrecognized name", "the gateway does not know the host's name"),
        ("certificate required", "the gateway requires a certificate"),
        ("alert bad certificate", OwnCertificateRefused),
        ("alert unsupported certificate", OwnCertificateRefused),
        ("alert certificate revoked", OwnCertificateRefused),
        ("alert certificate expired", OwnCertificateRefused),
        ("alert certificate unknown", OwnCertificateRefused),
        ("alert unknown ca", OwnCertificateRefused),
        ("wrong version number", "the server does not speak TLS"),
        ("corrupted frame", "the server does not speak TLS"),
    ];

    /// <summary>Returns the reason; null if the exception has no known one.</summary>
    public static string? ReasonOf(Exception exception)
    {
        foreach (var cause in Causes.Of(exception))
        {
            if (cause is CertificateRefusedException refused)
                return refused.Message;

            var known = Reasons.FirstOrDefault(
                reason => cause.Message.Contains(reason.Words, StringComparison.OrdinalIgnoreCase));
            if (known.Reason is { } reason)
                return reason;
        }

        return null;
    }
}
