using System.Net.Http.Headers;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>The media types that a kind of body may have (RFC 6838, with the suffixes of RFC 6839).</summary>
internal static class MediaTypes
{
    private static readonly string[] PlainTypes =
        ["text/plain", "text/markdown", "text/csv", "application/octet-stream"];

    /// <summary>
    /// Whether a type's own name contains <c>json</c>. Not every service uses <c>application/json</c> or the suffix
    /// <c>+json</c>: AWS has <c>application/x-amz-json-1.1</c>.
    /// </summary>
    public static bool IsJson(string type) => NameOf(type) is { } name
        && name.AsSpan(name.IndexOf('/', StringComparison.Ordinal)).Contains("json", StringComparison.Ordinal);

    public static bool IsXml(string type) => NameOf(type) is { } name
        && (name is "application/xml" or "text/xml" || name.EndsWith("+xml", StringComparison.Ordinal));

    public static bool IsPlain(string type) => NameOf(type) is { } name && PlainTypes.Contains(name);

    public static bool IsForm(string type) => NameOf(type) == "application/x-www-form-urlencoded";

    /// <summary>The charset that a type names; null for none.</summary>
    public static string? CharsetOf(string type) =>
        MediaTypeHeaderValue.TryParse(type, out var parsed) ? parsed.CharSet?.Trim('"') : null;

    private static string? NameOf(string type) =>
        MediaTypeHeaderValue.TryParse(type, out var parsed) ? parsed.MediaType?.ToLowerInvariant() : null;
}
