using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>The rules for the text of a url, whether a template or an address.</summary>
internal static class UrlText
{
    /// <summary>Returns the fault of an absolute address; null if it is valid.</summary>
    public static string? FaultOf(string text) =>
        !HasOnlyValidCharacters(text) ? "must not contain spaces, control characters or backslashes"
        : !HasWebScheme(text) ? "must be an http or https address"
        : !Uri.TryCreate(text, UriKind.Absolute, out var url) ? "must have a valid host and port"
        : url.Host is "http" or "https" && url.AbsolutePath.StartsWith("//", StringComparison.Ordinal)
            ? "begins with a scheme twice, as in https://https://a.example"
        : url.Port == 0 ? "must have a port from 1 to 65535"
        : url.HostNameType is UriHostNameType.Basic or UriHostNameType.Unknown
            ? "has a host that is neither a name nor an address (a part of a name has at most 63 characters)"
        : url.UserInfo.Length > 0 ? "must not contain a user or password"
        : url.Fragment.Length > 0 ? "must not contain a fragment (#)"
        : null;

    /// <summary>Whether an address is certainly without TLS; a relative one has the scheme of its base.</summary>
    public static bool IsWithoutTls(Uri url) => url.IsAbsoluteUri && url.Scheme != Uri.UriSchemeHttps;

    /// <summary>Finds the position in a template after which the host has certainly ended.</summary>
    public static int HeadEnd(string source)
    {
        var scheme = source.IndexOf("://", StringComparison.Ordinal);
        var template = source.IndexOf("{{", StringComparison.Ordinal);
        var from = scheme >= 0 && (template < 0 || scheme < template) ? scheme + 3 : 0;
        var end = source.IndexOfAny(['/', '?', '#'], from);
        return end < 0 ? source.Length : end;
    }

    /// <summary>Returns the fault of the values in a url's beginning; null if they can be there.</summary>
    /// <param name="source">The template of the beginning, up to <see cref="HeadEnd"/>.</param>
    /// <param name="head">The same with its values.</param>
    /// <param name="rest">The text that follows.</param>
    public static string? FaultOfHead(string source, string head, string rest)
    {
        // Without a scheme of its own, it begins with a value that can be an address with a path.
        if (!source.Contains("://", StringComparison.Ordinal))
        {
            return rest.Length > 0 && head.AsSpan().ContainsAny('?', '#')
                ? "begins with a value that contains ? or #, after which no path or query can follow"
                : null;
        }

        var host = head.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        return head.AsSpan(host).ContainsAny("/?#@\\")
            ? "has a value in its host that contains /, ?, #, @ or \\: "
                + "only a name or an address, and a port, can be there"
            : null;
    }

    /// <summary>
    /// Returns the fault of a valid template whose beginning ends within a value, such as one with a filter's argument
    /// that contains a slash; null if it does not.
    /// </summary>
    public static string? FaultOfSplit(string source) => TemplateSyntax.FaultOf(source[..HeadEnd(source)]) is null
        ? null
        : "has a /, ? or # between the brackets of a value in its host: use a setting for the host";

    /// <summary>Whether a text contains no spaces, control characters or backslashes.</summary>
    public static bool HasOnlyValidCharacters(string text) =>
        !text.Any(character => character <= ' ' || character is '\\' or '\x7F');

    /// <summary>Whether a relative address is a path that stays below its base.</summary>
    public static bool IsPlainPath(string text)
    {
        var path = text.Split('?')[0];
        return !path.StartsWith('/')
            && !path.Contains(':', StringComparison.Ordinal)
            && !text.Contains('#', StringComparison.Ordinal)
            && !HasDotSegment(path);
    }

    /// <summary>Whether the path of an address has a segment that leads elsewhere, whatever a message has.</summary>
    /// <param name="head">The beginning.</param>
    /// <param name="rest">What follows, with null in place of a text that a message decides.</param>
    public static bool HasDotSegment(string head, IEnumerable<string?> rest) =>
        HasDotSegment(head + string.Concat(rest.Select(part => part ?? "x")));

    /// <summary>Whether the path of an address has a segment that leads elsewhere.</summary>
    public static bool HasDotSegment(string url) =>
        url.Split('?')[0].Split('/').Any(segment => segment is "." or "..");

    private static bool HasWebScheme(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
