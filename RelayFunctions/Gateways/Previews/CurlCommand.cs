using System.Text;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Previews;

/// <summary>A request as a command of curl for a POSIX shell.</summary>
internal static class CurlCommand
{
    /// <summary>The maximum length of one argument of a command on Linux, in bytes.</summary>
    private const int MaxArgumentLength = 64 * 1024;

    /// <summary>The length in bytes above which some versions of curl send Expect: 100-continue.</summary>
    private const int MaxLengthWithoutExpect = 1024;

    /// <param name="method">The method.</param>
    /// <param name="url">The address as it goes out.</param>
    /// <param name="headers">The headers that curl does not set itself.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="isText">Whether the body can be written in a command.</param>
    /// <param name="connection">
    /// The settings of the gateway's connections. Its files and its proxy are masked.
    /// </param>
    public static string Of(
        HttpMethod method,
        string url,
        IReadOnlyDictionary<string, string> headers,
        ReadOnlyMemory<byte>? body,
        bool isText,
        GatewayConnection connection)
    {
        List<string> words = ["curl", connection.IsHttp2 ? "--http2" : "--http1.1", "-X", method.Method, Quoted(url)];
        // curl would expand brackets and braces.
        if (url.AsSpan().ContainsAny("[]{}"))
            words.Insert(1, "--globoff");
        words.AddRange(Connection(connection));
        foreach (var (name, value) in headers)
            words.AddRange(["-H", Quoted(value.Length == 0 ? $"{name};" : $"{name}: {value}")]);
        foreach (var name in Unsent(headers, body))
            words.AddRange(["-H", Quoted($"{name}:")]);

        if (body is not { } bytes)
            return string.Join(' ', [.. words, "-H", Quoted("Content-Length: 0")]);
        if (isText && bytes.Length <= MaxArgumentLength)
            return string.Join(' ', [.. words, "--data-raw", Quoted(Encoding.UTF8.GetString(bytes.Span))]);

        return $"printf %s {Convert.ToBase64String(bytes.Span)} | base64 -d | "
            + $"{string.Join(' ', words)} --data-binary @-";
    }

    private static IEnumerable<string> Connection(GatewayConnection connection) =>
    [
        .. connection.Certificate is null ? Array.Empty<string>() : ["--cert", SecretMask.Text],
        .. connection.Issuers is null ? Array.Empty<string>() : ["--cacert", SecretMask.Text],
        .. connection.Proxy is null ? Array.Empty<string>()
            : connection.Proxy.Address is null ? ["--noproxy", "'*'"] : ["--proxy", SecretMask.Text],
    ];

    // Headers that curl would add, but Relay does not send.
    private static IEnumerable<string> Unsent(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte>? body)
    {
        string[] usual = body?.Length > MaxLengthWithoutExpect
            ? ["Accept", "User-Agent", "Expect"]
            : ["Accept", "User-Agent"];
        return usual.Where(name => !headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
