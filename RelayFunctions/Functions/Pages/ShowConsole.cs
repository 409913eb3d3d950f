using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.WebConsole;

namespace RelayFunctions.Functions.Pages;

/// <summary>
/// Serves the console. Its files contain no messages: they show what the API returns, which requires a key.
/// </summary>
public static class ShowConsole
{
    /// <summary><c>GET /console</c>: the page.</summary>
    [Function(nameof(ShowConsole))]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console")] HttpRequest request) =>
        // The page names its files relative to a path without a trailing slash, so any prefix may precede it.
        request.Path.Value!.EndsWith('/')
            ? Results.Redirect("../console", permanent: false, preserveMethod: true)
            : ConsoleResponse.Of(ConsoleFiles.Page, request.HttpContext);
}
