using System.Security.Cryptography;
using System.Text;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The key that AWS requests are signed with: it is derived from the secret for a day, a region and a service
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). The key of the last
/// request's day is kept, since deriving one costs as much as the rest of a signature.
/// </summary>
internal sealed class AwsSigningKey(string secretAccessKey, string region, string service)
{
    private const string Termination = "aws4_request";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes($"AWS4{secretAccessKey}");

    // Replaced as a whole, since many threads sign requests concurrently.
    private volatile Derived? _last;

    /// <summary>The scope that a key is valid for.</summary>
    /// <param name="date">The day in UTC, as in 20300131.</param>
    public string Scope(string date) => $"{date}/{region}/{service}/{Termination}";

    /// <summary>The signature of a text, in hexadecimal.</summary>
    /// <param name="date">The day in UTC, as in 20300131.</param>
    /// <param name="text">The text.</param>
    public string Sign(string date, string text) => Convert.ToHexStringLower(Hmac(Of(date), text));

    private byte[] Of(string date)
    {
        if (_last is { } last && last.Date == date)
            return last.Key;

        var key = new[] { date, region, service, Termination }.Aggregate(_secret, Hmac);
        _last = new Derived(date, key);
        return key;
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private sealed record Derived(string Date, byte[] Key);
}
