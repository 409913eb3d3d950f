using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>Reads a gateway's <c>certificate</c>, and with it the files that it names.</summary>
/// <param name="files">Reads the files.</param>
/// <param name="time">The clock against which validity periods are checked.</param>
internal sealed class CertificateReader(RelativeFile files, TimeProvider time)
{
    public const string File = "file";
    public const string KeyFile = "keyFile";
    public const string Password = "password";

    private const string Key = "certificate";

    /// <summary>The longest time before its expiry for which a certificate is warned of.</summary>
    private static readonly TimeSpan WarningTime = TimeSpan.FromDays(14);

    public ClientCertificate? Read(SettingSection gateway, Uri url, TemplateReader templates)
    {
        if (gateway.Section(Key) is not { } section)
            return null;

        var file = files.Read(section, File, templates.ReadRequired(section, File));
        var keyFile = files.Read(section, KeyFile, templates.ReadOptional(section, KeyFile));
        var password = templates.ReadOptional(section, Password);
        section.RejectUnknownKeys();
        if (UrlText.IsWithoutTls(url))
            gateway.Fault(Key, "requires an https url");
        if (file is null || (keyFile is null && section.Has(KeyFile)))
            return null;

        return Parse(section, file, keyFile, password) is { } certificates ? Validate(section, certificates) : null;
    }

    private ClientCertificate? Validate(SettingSection section, X509Certificate2Collection certificates)
    {
        if (certificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } own)
        {
            section.Fault(File, "contains no certificate with a private key");
            return null;
        }

        if (own.NotBefore.ToUniversalTime() > time.GetUtcNow())
        {
            section.Fault(File, "contains a certificate that is not valid yet");
            return null;
        }

        WarnOfExpiry(section, own);
        return new ClientCertificate(own, [.. certificates.Where(certificate => certificate != own)]);
    }

    // Not a fault: what was valid yesterday must not keep a server, with all its other gateways, from starting today.
    private void WarnOfExpiry(SettingSection section, X509Certificate2 own)
    {
        var end = own.NotAfter.ToUniversalTime();
        var validity = end - own.NotBefore.ToUniversalTime();
        var left = end - time.GetUtcNow();
        var day = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (left <= TimeSpan.Zero)
        {
            section.Warn(File, $"contains a certificate that expired on {day}; the gateway probably refuses it");
        }
        else if (left < WarningTime && left < validity / 3)
        {
            section.Warn(
                File, $"contains a certificate that expires on {day}; a renewed file is loaded within seconds");
        }
    }

    private static X509Certificate2Collection? Parse(
        SettingSection section, byte[] file, byte[]? keyFile, string? password)
    {
        try
        {
            if (CertificateFile.IsPem(file))
                return CertificateFile.FromPem(file, keyFile ?? file, password);
            if (keyFile is null)
                return CertificateFile.FromPkcs12(file, password);

            section.Fault(KeyFile, "is only for PEM certificates, and file is not PEM");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            var (key, fault) = CertificateFile.IsPem(file)
                ? CertificateFault.OfPem(file, keyFile, password)
                : CertificateFault.OfPkcs12(exception, password);
            section.Fault(key, fault);
        }

        return null;
    }
}
