using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.ApiDescription;

namespace RelayFunctions.Functions.Pages;

/// <summary>Serves the script of the API page.</summary>
public static class GetApiPageScript
{
    /// <summary><c>GET /docs/scalar.js</c>.</summary>
    [Function(nameof(GetApiPageScript))]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/scalar.js")] HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = "max-age=86400";
        var isGzipAccepted = request.GetTypedHeaders().AcceptEncoding.Any(encoding =>
            encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality != 0);
        if (!isGzipAccepted)
            return Results.Bytes(ApiFiles.PlainScript(), "text/javascript; charset=utf-8");

        headers.ContentEncoding = "gzip";
        return Results.Bytes(ApiFiles.Script, "text/javascript; charset=utf-8");
    }
}
