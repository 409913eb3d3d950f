using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public sealed class ItemFunctions(ScopedService service)
{
    [Function("GetItem")]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}")] HttpRequest request, int id) =>
        Results.Text($"item {id.ToString(CultureInfo.InvariantCulture)} of {service.Name}");

    [Function("PutItem")]
    public static IActionResult Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "items/{name}")] HttpRequest request, string name) =>
        new CreatedResult($"/items/{Uri.EscapeDataString(name)}", null);

    [Function("Gateway")]
    public static IResult Gateway(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gateway_{n:int}")] HttpRequest request, int n) =>
        Results.Text($"gateway {n.ToString(CultureInfo.InvariantCulture)}");

    [Function("Tag")]
    public static IResult Tag(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tags/{tag}/{n?}")] HttpRequest request, string tag, int? n) =>
        Results.Text($"{tag}|{n?.ToString(CultureInfo.InvariantCulture) ?? "-"}");

    [Function("Search")]
    public static IResult Search(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "search/{query?}")] HttpRequest request, string? query) =>
        Results.Text(query ?? "-");

    [Function("Under")]
    public static IResult Under(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "under/{headers?}")] HttpRequest request, string? headers) =>
        Results.Text(headers ?? "-");

    [Function("Nothing")]
    public static Task Nothing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request) => Task.CompletedTask;

    [Function("NoRoute")]
    public static IResult NoRoute([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        Results.Text(request.Method);
}
