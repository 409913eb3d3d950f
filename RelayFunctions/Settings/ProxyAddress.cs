namespace RelayFunctions.Settings;

/// <summary>Parses the address of a proxy, from a setting or a gateway.</summary>
internal static class ProxyAddress
{
    /// <summary>The fault of a text that <see cref="Parse"/> rejects.</summary>
    public const string Fault =
        "must be the address of a proxy, as in http://proxy.example:3128: http, https or socks5, without a path";

    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, "socks5"];

    /// <summary>
    /// Reads an address, which may contain user and password, percent-encoded; null for any other text.
    /// </summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && Schemes.Contains(url.Scheme)
        && url.Host.Length > 0
        && url is { AbsolutePath: "/" or "", Query: "", Fragment: "" }
            ? url
            : null;
}
