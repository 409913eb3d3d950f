using System.Buffers;

namespace RelayFunctions.Gateways.Loading;

/// <summary>What a gateway's <c>headers</c> may be.</summary>
internal static class HeaderRule
{
    private const string Key = "headers";

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Headers that belong to the connection, to the body or to Relay itself.</summary>
    private static readonly string[] Reserved =
    [
        "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Host", "Idempotency-Key",
        "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "X-Relay-Attempt",
    ];

    public static IReadOnlyDictionary<string, string> Read(SettingSection gateway)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (gateway.Section(Key) is not { } section)
            return headers;

        foreach (var name in section.Keys)
        {
            if (section.Text(name) is not { } value)
                continue;

            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
                section.Fault(name, "is no name of a header");
            else if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
                section.Fault(name, "is a header that Relay sets itself");
            else if (value.Any(character => character is < ' ' or > '~'))
                section.Fault(name, "must be printable ASCII");
            else if (!headers.TryAdd(name, value))
                section.Fault(name, "stands twice");
        }

        return headers;
    }
}
