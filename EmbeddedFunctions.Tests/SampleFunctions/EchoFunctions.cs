using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static class EchoFunctions
{
    [Function("Echo")]
    public static async Task<IResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request, CancellationToken shutdown)
    {
        using var reader = new StreamReader(request.Body);
        return Results.Text($"{request.ContentType ?? "-"}|{await reader.ReadToEndAsync(shutdown)}");
    }

    /// <summary>An app's own bound on a body, above what Kestrel would let through by default.</summary>
    [Function("Bounded")]
    public static async Task<IResult> Bounded(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "bounded")] HttpRequest request, CancellationToken shutdown)
    {
        const int Bound = 1024;
        var buffer = new byte[Bound + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, shutdown);
        return read > Bound
            ? Results.Problem("The body is too large.", statusCode: StatusCodes.Status413PayloadTooLarge)
            : Results.Text(read.ToString(CultureInfo.InvariantCulture));
    }

    [Function("Whole")]
    public static async Task<IResult> Whole(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "whole")] HttpRequest request, CancellationToken shutdown)
    {
        await request.Body.CopyToAsync(Stream.Null, shutdown);
        return Results.Ok();
    }

    [Function("Streamed")]
    public static IResult Streamed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "streamed")] HttpRequest request) =>
        Results.Stream(async stream =>
        {
            await stream.WriteAsync("one,"u8.ToArray());
            await stream.FlushAsync();
            await stream.WriteAsync("two"u8.ToArray());
        });
}
