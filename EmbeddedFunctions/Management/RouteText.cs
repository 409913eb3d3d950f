using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmbeddedFunctions.Management;

/// <summary>Reads texts from the route that may contain a slash.</summary>
/// <remarks>
/// A route value leaves <c>%2F</c> as it is, so it alone doesn't say whether the caller means a slash or the three
/// characters, which are sent as <c>%252F</c>. The raw request target does.
/// </remarks>
internal static class RouteText
{
    private const string Slash = "%2F";

    public static string InstanceId(HttpRequest request) => Read(request, "instanceId", Enumerable.FirstOrDefault);

    /// <summary>The event's name is behind the id, which may differ from it only in the raw target.</summary>
    public static string EventName(HttpRequest request) => Read(request, "eventName", Enumerable.LastOrDefault);

    private static string Read(HttpRequest request, string name, Func<IEnumerable<string>, string?> choose)
    {
        var value = (string)request.RouteValues[name]!;
        if (!value.Contains(Slash, StringComparison.OrdinalIgnoreCase))
            return value;

        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        var segment = choose(target.Split('?')[0].Split('/').Where(raw => DecodeAllButSlashes(raw) == value));
        return segment is null
            ? value.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase)
            : Uri.UnescapeDataString(segment);
    }

    private static string DecodeAllButSlashes(string segment) => Uri.UnescapeDataString(segment
        .Replace("%2F", "%252F", StringComparison.Ordinal)
        .Replace("%2f", "%252f", StringComparison.Ordinal));
}
