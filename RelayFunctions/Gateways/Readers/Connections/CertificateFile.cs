using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>Reads the two kinds of file that contain certificates with their keys.</summary>
internal static class CertificateFile
{
    /// <summary>Whether it is text (RFC 7468).</summary>
    public static bool IsPem(ReadOnlySpan<byte> content) => content.IndexOf("-----BEGIN "u8) >= 0;

    /// <summary>Certificates and keys of a PKCS #12 file, also called PFX.</summary>
    public static X509Certificate2Collection FromPkcs12(byte[] content, string? password) =>
        X509CertificateLoader.LoadPkcs12Collection(content, password);

    /// <summary>The first certificate with its key, then those that follow it.</summary>
    public static X509Certificate2Collection FromPem(byte[] certificates, byte[] key, string? password)
    {
        var text = Encoding.UTF8.GetString(certificates);
        var keyText = Encoding.UTF8.GetString(key);
        using var own = string.IsNullOrEmpty(password)
            ? X509Certificate2.CreateFromPem(text, keyText)
            : X509Certificate2.CreateFromEncryptedPem(text, keyText, password);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        // On Windows, TLS can't use a key that is only in memory, such as that of a PEM file; it can use a key from
        // PKCS #12.
        all[0] = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        return all;
    }
}
