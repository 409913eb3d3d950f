using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>The query of an address.</summary>
internal static class UrlQuery
{
    /// <summary>The address with more pairs behind those it has.</summary>
    public static Uri With(Uri url, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
            return url;

        var added = string.Join('&', pairs.Select(pair => $"{Escaping.Url(pair.Key)}={Escaping.Url(pair.Value)}"));
        var text = url.AbsoluteUri;
        return new Uri(text + (url.Query.Length == 0 ? "?" : "&") + added);
    }

    /// <summary>The address with a mask in place of the values whose names are of a kind.</summary>
    public static Uri Masked(Uri url, Func<string, bool> isSecret)
    {
        if (url.Query.Length == 0)
            return url;

        var pairs = url.Query[1..].Split('&').Select(pair =>
            pair.Split('=') is [var name, _, ..] && isSecret(Uri.UnescapeDataString(name))
                ? $"{name}={GatewayValues.Mask}"
                : pair);
        return new Uri($"{url.GetLeftPart(UriPartial.Path)}?{string.Join('&', pairs)}");
    }
}
