using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Transport;

/// <summary>
/// Says why a TLS handshake failed. Alerts are recognised by the standard words in OpenSSL's messages.
/// </summary>
internal static class TlsError
{
    private const string NothingInCommon = "no TLS version or cipher in common";

    private const string ClientCertificateRejected = "the gateway rejected the client certificate";

    private const string CertificateMissing =
        "the gateway requires a client certificate, and \"certificate\" is not set";

    /// <summary>The alerts of a server that rejects the client certificate, or that misses it.</summary>
    private static readonly string[] CertificateAlerts =
    [
        "alert bad certificate",
        "alert unsupported certificate",
        "alert certificate revoked",
        "alert certificate expired",
        "alert certificate unknown",
        "alert unknown ca",
    ];

    private static readonly (string Words, string Reason)[] Reasons =
    [
        ("alert protocol version", "no TLS version in common"),
        ("unsupported protocol", "no TLS version in common"),
        ("no protocols available", "no TLS version in common"),
        ("alert insufficient security", NothingInCommon),
        ("no ciphers available", NothingInCommon),
        ("alert no application protocol", "the gateway does not speak HTTP/2"),
        ("alert unrecognized name", "the gateway does not know the host's name"),
        ("wrong version number", "the server does not speak TLS"),
        ("corrupted frame", "the server does not speak TLS"),
    ];

    /// <summary>Returns the reason; null if it is not known.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="hasCertificate">
    /// Whether the gateway has a client certificate. .NET reports a server's request for one only to a callback that
    /// turns off the resumption of TLS sessions, so the server's alert has to do.
    /// </param>
    public static string? ReasonOf(Exception exception, bool hasCertificate)
    {
        foreach (var cause in Causes.Of(exception))
        {
            if (cause is CertificateRejectedException rejected)
                return rejected.Message;
            if (ReasonOf(cause.Message, hasCertificate) is { } reason)
                return reason;
        }

        return null;
    }

    private static string? ReasonOf(string message, bool hasCertificate)
    {
        if (Has(message, "certificate required"))
            return hasCertificate ? "the gateway requires another client certificate" : CertificateMissing;
        if (CertificateAlerts.Any(alert => Has(message, alert)))
            return hasCertificate ? ClientCertificateRejected : CertificateMissing;
        // TLS 1.2 has the same alert for all of this.
        if (Has(message, "alert handshake failure"))
            return $"{NothingInCommon}, or {(hasCertificate ? ClientCertificateRejected : CertificateMissing)}";

        return Reasons.FirstOrDefault(reason => Has(message, reason.Words)).Reason;
    }

    private static bool Has(string message, string words) =>
        message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
