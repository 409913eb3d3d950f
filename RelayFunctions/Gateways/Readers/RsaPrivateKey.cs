using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Parses the RSA key that a client signs with.</summary>
internal static class RsaPrivateKey
{
    /// <summary>The rule that a text has broken.</summary>
    public static readonly string Fault =
        $"must be an RSA private key in PEM, without a password and of at least {MinBits} bits";

    /// <summary>The minimum of RFC 7518, section 3.3.</summary>
    private const int MinBits = 2048;

    /// <summary>Returns the key; null if the text holds none.</summary>
    /// <param name="pem">
    /// PKCS #8 or PKCS #1. The two characters <c>\n</c> count as a line break: so the key stands in the JSON file of a
    /// service account, from which it is copied.
    /// </param>
    /// <param name="keyId">The key's name in the header of a JWT; null for none.</param>
    public static RsaSecurityKey? Parse(string pem, string? keyId)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
            // A public key can be imported too, but signs nothing.
            rsa.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            if (rsa.KeySize >= MinBits)
                return new RsaSecurityKey(rsa) { KeyId = keyId };
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            // Not a key, or one that can't be used: the caller reports it.
        }

        rsa.Dispose();
        return null;
    }
}
