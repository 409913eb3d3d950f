using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static class ResponseFunctions
{
    public const string PlantedSecret = "planted-secret-5f1c";

    [Function("Problem")]
    public static IResult Problem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "problem")] HttpRequest request) =>
        Results.Problem("The gateway is unknown.", statusCode: 400, title: "Bad request");

    [Function("Accepted")]
    public static IResult Accepted(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accepted")] HttpRequest request) =>
        Results.Created("/messages/1", new { id = "1" });

    [Function("Broken")]
    public static IResult Broken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken")] HttpRequest request) =>
        throw new InvalidOperationException("A bug.");

    [Function("Busy")]
    public static Task<IResult> Busy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "busy")] HttpRequest request) =>
        throw new BusyException();

    [Function("Hungry")]
    public static Task<IResult> Hungry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hungry/{how}")] HttpRequest request, string how) =>
#pragma warning disable CA2201 // Thrown in the runtime's place.
        throw how switch
        {
            "direct" => new OutOfMemoryException(),
            "derived" => new InsufficientMemoryException(),
            "inner" => new TypeInitializationException("T", new OutOfMemoryException()),
            _ => new AggregateException(new InvalidOperationException(), new OutOfMemoryException()),
        };
#pragma warning restore CA2201
}
