using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace RelayFunctions.Tests.Gateways.Auth;

/// <summary>A JWT as a service receives it.</summary>
internal sealed class ReceivedJwt(string text)
{
    private readonly string[] _parts = text.Split('.');

    public string Header => TextOf(_parts[0]);

    public string Claims => TextOf(_parts[1]);

    public bool IsSignedBy(RSA key) => key.VerifyData(
        Signed, WebEncoders.Base64UrlDecode(_parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public bool IsSignedBy(ECDsa key) => key.VerifyData(
        Signed, WebEncoders.Base64UrlDecode(_parts[2]), HashAlgorithmName.SHA256);

    private byte[] Signed => Encoding.ASCII.GetBytes($"{_parts[0]}.{_parts[1]}");

    private static string TextOf(string part) => Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(part));
}
