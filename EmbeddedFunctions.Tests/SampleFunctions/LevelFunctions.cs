using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static class LevelFunctions
{
    [Function("Open")]
    public static IResult Open(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "open")] HttpRequest request) => Results.Text("open");

    [Function("Guarded")]
    public static IResult Guarded(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "guarded")] HttpRequest request) => Results.Text("guarded");

    [Function("Guarded2")]
    public static IResult Guarded2(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "guarded2")] HttpRequest request) => Results.Text("guarded2");

    [Function("Masters")]
    public static IResult Masters(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "masters")] HttpRequest request) => Results.Text("masters");
}
