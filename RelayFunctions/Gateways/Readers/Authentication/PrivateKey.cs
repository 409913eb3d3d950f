using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RelayFunctions.Gateways.Readers.Authentication;

/// <summary>Parses the private key that JWTs are signed with.</summary>
internal static class PrivateKey
{
    /// <summary>The minimum of RFC 7518, section 3.3.</summary>
    private const int MinRsaBits = 2048;

    private static readonly string Rule =
        $"must be a private key in PEM without a password: RSA of at least {MinRsaBits} bits, "
        + "or ECDSA on P-256 or P-384";

    /// <summary>The algorithms of the curves (RFC 7518, section 3.4), by their object identifiers.</summary>
    private static readonly Dictionary<string, string> Curves = new(StringComparer.Ordinal)
    {
        ["1.2.840.10045.3.1.7"] = SecurityAlgorithms.EcdsaSha256,
        ["1.3.132.0.34"] = SecurityAlgorithms.EcdsaSha384,
    };

    /// <summary>Returns the key and its algorithm, RS256 for an RSA key; null if the text contains none.</summary>
    /// <param name="pem">
    /// PKCS #8, PKCS #1 or SEC 1. The two characters <c>\n</c> are read as a line break: keys are copied from the JSON
    /// file of a service account, which writes them so.
    /// </param>
    /// <param name="keyId">The key's name in the header of a JWT; null for none.</param>
    public static SigningCredentials? Parse(string pem, string? keyId)
    {
        var text = pem.Replace("\\n", "\n", StringComparison.Ordinal);
        return ParseRsa(text, keyId) ?? ParseEcdsa(text, keyId);
    }

    /// <summary>Says what is wrong with a text that <see cref="Parse"/> rejects, without repeating any of it.</summary>
    public static string FaultOf(string pem) => $"{Rule}; {Found(pem)}";

    private static string Found(string text) =>
        !Has(text, "-----BEGIN ")
            ? text.TrimStart().StartsWith('{')
                ? "this is a JSON file, not only the key in it"
                : "this is not PEM, which begins with -----BEGIN"
        : Has(text, "PUBLIC KEY-----") ? "this is a public key"
        : Has(text, "ENCRYPTED") ? "this key has a password"
        : !Has(text, "PRIVATE KEY-----") ? "this is PEM without a private key"
        : !Has(text, "-----END ") ? "this key is cut short"
        : "this is a key of another kind, or it can't be read";

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.Ordinal);

    private static SigningCredentials? ParseRsa(string pem, string? keyId)
    {
        var rsa = RSA.Create();
        // A public key can be imported too, but signs nothing.
        if (CanImport(rsa, pem, () => rsa.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            && rsa.KeySize >= MinRsaBits)
        {
            return new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = keyId }, SecurityAlgorithms.RsaSha256);
        }

        rsa.Dispose();
        return null;
    }

    private static SigningCredentials? ParseEcdsa(string pem, string? keyId)
    {
        var ecdsa = ECDsa.Create();
        if (CanImport(ecdsa, pem, () => ecdsa.SignData([], HashAlgorithmName.SHA256))
            && ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value is { } curve
            && Curves.TryGetValue(curve, out var algorithm))
        {
            return new SigningCredentials(new ECDsaSecurityKey(ecdsa) { KeyId = keyId }, algorithm);
        }

        ecdsa.Dispose();
        return null;
    }

    private static bool CanImport(AsymmetricAlgorithm key, string pem, Action sign)
    {
        try
        {
            key.ImportFromPem(pem);
            sign();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
