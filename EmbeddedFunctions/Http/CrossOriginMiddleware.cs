using System.Net;
using EmbeddedFunctions.Http.Logging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace EmbeddedFunctions.Http;

/// <summary>
/// Rejects requests of web pages of another origin with 403. Every page in a browser can reach a server on loopback: a
/// form's POST needs no preflight, and DNS rebinding lets a foreign page read the responses. Rejected are a foreign
/// Origin, a Sec-Fetch-Site other than the same origin, and a Host that is not configured. A link to a page is
/// followed. The response and the log name the header.
/// </summary>
internal sealed class CrossOriginMiddleware
{
    private readonly RequestDelegate _next;
    private readonly RejectionLog _log;
    private readonly IList<StringSegment> _hosts;

    public CrossOriginMiddleware(
        RequestDelegate next,
        IConfiguration configuration,
        ILogger<CrossOriginMiddleware> logger,
        TimeProvider time)
    {
        _next = next;
        _log = new RejectionLog(logger, time);
        _hosts = [.. AllowedHosts.Read(configuration).Select(host => new StringSegment(host))];
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (IsOwnHost(context.Request.Host)
            && IsOwnOrigin(context.Request)
            && (IsOwnSite(context.Request.Headers["Sec-Fetch-Site"]) || IsLinkToAPage(context)))
        {
            return _next(context);
        }

        var (header, value, reason) = Rejection(context.Request);
        _log.Write(header, value, reason);
        return Results
            .Problem(statusCode: StatusCodes.Status403Forbidden, detail: $"The request's {header} {reason}.")
            .ExecuteAsync(context);
    }

    private (string Header, string Value, string Reason) Rejection(HttpRequest request) =>
        !IsOwnHost(request.Host) ? ("Host", request.Host.Host, "is not in AllowedHosts")
        : !IsOwnOrigin(request) ? ("Origin", request.Headers.Origin.ToString(), "is not the address that was called")
        : ("Sec-Fetch-Site", request.Headers["Sec-Fetch-Site"].ToString(), "is not the same origin");

    private bool IsOwnHost(HostString host)
    {
        // Only HTTP/1.0 requests have no host, and browsers do not send those.
        if (!host.HasValue)
            return true;

        var name = host.Host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name, out _)
            || _hosts.Contains(AllowedHosts.AnyHost)
            || (_hosts.Count > 0 && HostString.MatchesAny(name, _hosts));
    }

    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (origin.Count == 1
                && Uri.TryCreate(origin[0], UriKind.Absolute, out var uri)
                && uri.Scheme is "http" or "https"
                && uri.Authority.Equals(Authority(uri.Scheme, request.Host), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The host as an origin of this scheme writes it: without the scheme's own port.</summary>
    private static string? Authority(string scheme, HostString host) =>
        Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out var uri) ? uri.Authority : null;

    /// <summary>
    /// Whether the request follows a link of another site. It is allowed: the browser opens the page in its own tab,
    /// where the other site can't read it, and a GET of a function that asks for no key changes nothing. A frame, an
    /// image or a script is another destination.
    /// </summary>
    private static bool IsLinkToAPage(HttpContext context)
    {
        var headers = context.Request.Headers;
        return HttpMethods.IsGet(context.Request.Method)
            && headers["Sec-Fetch-Mode"] == "navigate"
            && headers["Sec-Fetch-Dest"] == "document"
            && context.GetEndpoint()?.Metadata.GetMetadata<HttpFunction>()?.Level == AuthorizationLevel.Anonymous;
    }

    private static bool IsOwnSite(StringValues site) =>
        site.Count == 0 || (site.Count == 1 && site[0] is "same-origin" or "none");
}
