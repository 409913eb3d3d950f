using System.Security.Cryptography;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <summary>An RSA key for JWTs, made once.</summary>
internal static class TestKey
{
    private static readonly Lazy<RSA> Key = new(() => RSA.Create(2048));

    public static RSA Rsa => Key.Value;

    /// <summary>The private key, as PKCS #8 in PEM.</summary>
    public static string Pem => Rsa.ExportPkcs8PrivateKeyPem();
}
