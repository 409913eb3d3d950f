using System.Text.Json;
using Bench.Load;
using Microsoft.AspNetCore.Http;

namespace Bench.Pressure;

/// <summary>Gateways that take each request and never respond.</summary>
internal static class HangingGateways
{
    /// <summary>The server behind all of them; it counts their requests.</summary>
    public static Task<InstantGateway> StartAsync() => InstantGateway.StartAsync(onRequest: HangAsync);

    /// <summary>A gateways.json of so many.</summary>
    public static string Catalogue(string url, int count, TimeSpan timeout) => JsonSerializer.Serialize(new
    {
        gateways = Enumerable.Range(0, count).ToDictionary(Name, _ => new { url, timeout }),
    });

    /// <summary>The body of a request that sends a message to one of them.</summary>
    public static string Message(int number) => $$"""{"message": "a", "gateway": "{{Name(number)}}"}""";

    private static string Name(int number) => $"hanging_{number}";

    private static async Task HangAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }
}
