using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>Says which key of <c>certificate</c> is at fault if a certificate and its key can't be read.</summary>
internal static class CertificateFault
{
    /// <summary>The code by which .NET reports a wrong password, on every platform.</summary>
    private const int InvalidPassword = unchecked((int)0x80070056);

    public static (string Key, string Fault) OfPkcs12(Exception exception, string? password) => exception.HResult switch
    {
        not InvalidPassword => (CertificateReader.File, "is neither PKCS #12 nor PEM, or is damaged"),
        _ when string.IsNullOrEmpty(password) => (CertificateReader.Password, "is missing: the file has one"),
        _ => (CertificateReader.Password, "is not that of the file"),
    };

    public static (string Key, string Fault) OfPem(byte[] file, byte[]? keyFile, string? password)
    {
        var text = Encoding.UTF8.GetString(keyFile ?? file);
        var place = keyFile is null ? CertificateReader.File : CertificateReader.KeyFile;
        if (!IsValid(() => X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(file))))
            return (CertificateReader.File, "has no certificate that can be read");
        if (!Has(text, "PRIVATE KEY-----"))
            return (place, "has no private key");
        if (Has(text, "Proc-Type: 4,ENCRYPTED"))
            return (place, "has a private key that is not PKCS #8 (openssl pkcs8 -topk8 converts it)");
        if (!Has(text, "BEGIN ENCRYPTED "))
        {
            return string.IsNullOrEmpty(password)
                ? (place, "has a private key that can't be read, or is not that of the certificate")
                : (CertificateReader.Password, "is set, but the private key has none");
        }

        if (string.IsNullOrEmpty(password))
            return (CertificateReader.Password, "is missing: the private key has one");
        return IsValid(() => Unlock(RSA.Create(), text, password))
            || IsValid(() => Unlock(ECDsa.Create(), text, password))
            ? (place, "has a private key that is not that of the certificate")
            : (CertificateReader.Password, "is not that of the private key");
    }

    private static AsymmetricAlgorithm Unlock(AsymmetricAlgorithm key, string pem, string password)
    {
        using (key)
            key.ImportFromEncryptedPem(pem, password);
        return key;
    }

    private static bool IsValid(Func<IDisposable> read)
    {
        try
        {
            read().Dispose();
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.Ordinal);
}
