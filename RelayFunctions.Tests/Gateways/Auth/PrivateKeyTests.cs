using System.Security.Cryptography;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.Auth;

public sealed class PrivateKeyTests
{
    private const string Rule =
        "must be a private key in PEM without a password: RSA of at least 2048 bits, or ECDSA on P-256 or P-384";

    private const string Entry =
        """{"url": "https://a", "auth": {"jwt": {"issuer": "a", "privateKey": "{{ secrets.privateKey }}"} } }""";

    private static readonly PbeParameters Password = new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1);

    [Fact]
    public void Load_PrivateKey_IsAcceptedInEachForm()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string[] keys =
        [
            TestKey.Pem,
            TestKey.Pem.Replace("\n", "\\n", StringComparison.Ordinal),
            TestKey.Rsa.ExportRSAPrivateKeyPem().Replace("\n", "\r\n", StringComparison.Ordinal),
            TestKey.EcdsaPem,
            TestKey.Ecdsa.ExportECPrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal),
            p384.ExportPkcs8PrivateKeyPem(),
        ];

        Assert.All(keys, key => Assert.NotNull(GatewayFixture.Load(Entry, ("secrets:privateKey", key))));
    }

    [Fact]
    public void Load_KeyThatCannotSign_IsAFaultThatSaysWhatItIsWithoutTheKey()
    {
        using var small = RSA.Create(1024);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        const string other = "this is a key of another kind, or it can't be read";
        (string Text, string Found)[] keys =
        [
            ("s3cret", "this is not PEM, which begins with -----BEGIN"),
            ("/run/secrets/key.pem", "this is not PEM, which begins with -----BEGIN"),
            ("""{ "type": "service_account", "private_key": "-----BEGIN" }""", "this is a JSON file, not only the key in it"),
            (TestKey.Rsa.ExportSubjectPublicKeyInfoPem(), "this is a public key"),
            (TestKey.Ecdsa.ExportSubjectPublicKeyInfoPem(), "this is a public key"),
            (TestKey.Rsa.ExportEncryptedPkcs8PrivateKeyPem("a", Password), "this key has a password"),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "this is PEM without a private key"),
            (TestKey.Pem[..400], "this key is cut short"),
            (TestKey.Pem.Insert(200, "?"), other),
            (TestKey.Pem + "\n" + TestKey.Pem, other),
            (small.ExportPkcs8PrivateKeyPem(), other),
            (p521.ExportPkcs8PrivateKeyPem(), other),
        ];

        Assert.All(keys, key => Assert.Equal(
            $"gateways.json: gateway 'partner': auth.jwt.privateKey: {Rule}; {key.Found} "
                + "(the value comes from Gateways__partner__secrets__privateKey)",
            Assert.Single(GatewayFixture.FaultsOf(Entry, ("secrets:privateKey", key.Text)))));
    }
}
