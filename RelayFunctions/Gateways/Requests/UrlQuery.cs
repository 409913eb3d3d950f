using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>The query of an address.</summary>
internal static class UrlQuery
{
    /// <summary>Returns the address with more pairs appended to its query.</summary>
    public static Uri With(Uri url, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
            return url;

        var added = string.Join('&', pairs.Select(pair => $"{Escaping.Url(pair.Key)}={Escaping.Url(pair.Value)}"));
        var text = url.AbsoluteUri;
        return new Uri(text + (url.Query.Length == 0 ? "?" : "&") + added);
    }

    /// <summary>Returns the address with the values masked whose names match.</summary>
    public static Uri Masked(Uri url, Func<string, bool> isSecret)
    {
        if (url.Query.Length == 0)
            return url;

        var pairs = url.Query[1..].Split('&').Select(pair =>
            pair.Split('=') is [var name, _, ..] && isSecret(Uri.UnescapeDataString(name))
                ? $"{name}={SecretMask.Text}"
                : pair);
        return new Uri($"{url.GetLeftPart(UriPartial.Path)}?{string.Join('&', pairs)}");
    }
}
