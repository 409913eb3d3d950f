namespace RelayFunctions.Gateways.Auth;

/// <summary>Normalises addresses as AWS signs them.</summary>
internal static class AwsUrl
{
    /// <summary>
    /// Returns the address with everything escaped except RFC 3986's unreserved characters, and its query sorted, so
    /// that AWS reads what was signed.
    /// </summary>
    public static Uri Canonical(Uri url)
    {
        var pairs = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Once(pair[0]), Value: Once(pair.ElementAtOrDefault(1) ?? "")))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var query = string.Join('&', pairs);
        var path = string.Join('/', url.AbsolutePath.Split('/').Select(Once));
        return new Uri(url.GetLeftPart(UriPartial.Authority) + path + (query.Length == 0 ? "" : $"?{query}"));
    }

    /// <summary>Escapes a path a second time.</summary>
    public static string EncodedAgain(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Once(string escaped) => Uri.EscapeDataString(Uri.UnescapeDataString(escaped));
}
