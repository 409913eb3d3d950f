using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.ApiDescription;

namespace RelayFunctions.Functions.Pages;

/// <summary>Shows the description of the API in a browser.</summary>
public static class ShowApiPage
{
    // Scalar writes its own style elements. Nothing is loaded from other origins, and requests go only to this app.
    private static readonly string Policy =
        $"default-src 'none'; script-src 'self' '{ApiFiles.PageScriptHash}'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    /// <summary><c>GET /docs</c>.</summary>
    [Function(nameof(ShowApiPage))]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        // The page names its files relative to a path without a trailing slash, so any prefix may precede it.
        if (request.Path.Value!.EndsWith('/'))
            return Results.Redirect("../docs", permanent: false, preserveMethod: true);

        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return Results.Bytes(ApiFiles.Page, "text/html; charset=utf-8");
    }
}
