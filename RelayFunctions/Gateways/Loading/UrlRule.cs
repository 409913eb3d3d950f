namespace RelayFunctions.Gateways.Loading;

/// <summary>What a gateway's <c>url</c> may be. It is never repeated in a fault: it can hold a secret.</summary>
/// <param name="baseUrl">What a relative one is relative to; null for the app's own address.</param>
/// <param name="ownAddressAllowed">Whether a relative one may lead to the app itself.</param>
internal sealed class UrlRule(Uri? baseUrl, bool ownAddressAllowed)
{
    private const string Key = "url";

    /// <summary>Stands in for a url that was refused; the catalogue that holds it is never used.</summary>
    public static readonly Uri Unusable = new("unusable", UriKind.Relative);

    public Uri? Read(SettingSection gateway)
    {
        if (gateway.Text(Key) is not { } text)
        {
            if (!gateway.Keys.Contains(Key, StringComparer.OrdinalIgnoreCase))
                gateway.Fault(Key, "is missing");
            return null;
        }

        if (text.Length == 0 || text.Any(character => character <= ' ' || character == '\\' || character == 0x7F))
        {
            gateway.Fault(Key, "must not be empty and must not hold spaces, control characters or backslashes");
            return null;
        }

        // A relative one may name an address in its query.
        return text.Split('?')[0].Contains("://", StringComparison.Ordinal) && !text.StartsWith('/')
            ? Absolute(text, gateway)
            : Relative(text, gateway);
    }

    private static Uri? Absolute(string text, SettingSection gateway)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            gateway.Fault(Key, "must be an http or https address, or a path relative to Relay__GatewayBaseUrl");
        else if (url.UserInfo.Length > 0)
            gateway.Fault(Key, "must not hold a user or password");
        else if (url.Fragment.Length > 0)
            gateway.Fault(Key, "must not hold a fragment (#)");
        else
            return url;

        return null;
    }

    private Uri? Relative(string text, SettingSection gateway)
    {
        if (!IsPlainPath(text) || !Uri.TryCreate(text, UriKind.Relative, out var url))
        {
            gateway.Fault(
                Key, "a relative one must be a plain path: no leading slash, no colon, no dot segments, no fragment");
            return null;
        }

        if (baseUrl is not null)
            return new Uri(baseUrl, url);

        if (ownAddressAllowed)
            return url;

        gateway.Fault(
            Key,
            "is relative to the app itself, whose demonstration gateways are off: set Relay__GatewayBaseUrl, "
            + "give an absolute url, or set Relay__DemoGateways to true");
        return null;
    }

    private static bool IsPlainPath(string text)
    {
        var path = text.Split('?')[0];
        return !path.StartsWith('/')
            && !path.Contains(':', StringComparison.Ordinal)
            && !text.Contains('#', StringComparison.Ordinal)
            && !path.Split('/').Any(part => part is ".." or ".");
    }
}
