using Microsoft.AspNetCore.Http;

namespace RelayFunctions.WebConsole;

/// <summary>
/// Creates the response that serves a file of the console. The page may not load anything from other origins, and may
/// not be framed.
/// </summary>
internal static class ConsoleResponse
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        + "trusted-types 'none'";

    public static IResult Of(string name, HttpContext context)
    {
        if (!ConsoleFiles.All.TryGetValue(name, out var file))
            return Results.NotFound();

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        return Results.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }
}
