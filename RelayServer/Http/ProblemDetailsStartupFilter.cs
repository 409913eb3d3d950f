namespace RelayServer.Http;

/// <summary>
/// Gives an error without a body problem details (RFC 9457). Such errors are of requests that reach no function; the
/// Functions host leaves their bodies empty.
/// </summary>
internal sealed class ProblemDetailsStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseStatusCodePages(pages =>
        {
            var response = pages.HttpContext.Response;
            return Results.Problem(DetailOf(response.StatusCode), statusCode: response.StatusCode)
                .ExecuteAsync(pages.HttpContext);
        });
        next(app);
    };

    private static string? DetailOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized =>
            "The request has no function key, or an invalid one. Send one as x-functions-key or as ?code=.",
        StatusCodes.Status404NotFound => "Nothing is served at this path with this method.",
        _ => null,
    };
}
