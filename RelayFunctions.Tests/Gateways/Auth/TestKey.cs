using System.Security.Cryptography;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <summary>Keys for JWTs, made once.</summary>
internal static class TestKey
{
    private static readonly Lazy<RSA> Key = new(() => RSA.Create(2048));

    private static readonly Lazy<ECDsa> Curve = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static RSA Rsa => Key.Value;

    public static ECDsa Ecdsa => Curve.Value;

    /// <summary>The RSA key, as PKCS #8 in PEM.</summary>
    public static string Pem => Rsa.ExportPkcs8PrivateKeyPem();

    /// <summary>The key on P-256, as PKCS #8 in PEM.</summary>
    public static string EcdsaPem => Ecdsa.ExportPkcs8PrivateKeyPem();
}
