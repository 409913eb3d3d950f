using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>Reads a gateway's <c>tls</c>, and with it the file that it names.</summary>
/// <param name="files">Reads the file.</param>
internal sealed class TlsReader(RelativeFile files)
{
    private const string Key = "tls";
    private const string Ca = "ca";

    public TrustedIssuers? Read(SettingSection gateway, Uri url, TemplateReader templates)
    {
        if (gateway.Section(Key) is not { } section)
            return null;

        var content = files.Read(section, Ca, templates.ReadRequired(section, Ca));
        section.RejectUnknownKeys();
        if (UrlText.IsWithoutTls(url))
            gateway.Fault(Key, "can be used only with an https address");
        if (content is null)
            return null;

        if (Parse(content) is { Count: > 0 } certificates)
            return new TrustedIssuers(certificates);

        section.Fault(Ca, "is not a file of certificates in PEM or DER");
        return null;
    }

    private static X509Certificate2Collection? Parse(byte[] content)
    {
        try
        {
            if (!CertificateFile.IsPem(content))
                return [X509CertificateLoader.LoadCertificate(content)];

            var all = new X509Certificate2Collection();
            all.ImportFromPem(Encoding.UTF8.GetString(content));
            return all;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
