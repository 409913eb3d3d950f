using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.WebConsole;

namespace RelayFunctions.Functions.Pages;

/// <summary>Serves the files of the console's page.</summary>
public static class ShowConsoleFile
{
    /// <summary><c>GET /console/{file}</c>.</summary>
    [Function(nameof(ShowConsoleFile))]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/{file}")] HttpRequest request,
        string file) =>
        ConsoleResponse.Of(file, request.HttpContext);
}
