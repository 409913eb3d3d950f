using System.Text.Json;
using Bench.Load;
using Bench.Relay;
using Bench.Reporting;
using Microsoft.AspNetCore.Http;

namespace Bench.Pressure;

/// <summary>Gateways that accept each request and never respond.</summary>
internal static class HangingGateways
{
    /// <summary>The number of gateways.</summary>
    public const int Count = 50;

    /// <summary>The server behind all of them; it counts their requests.</summary>
    public static Task<InstantGateway> StartAsync() => InstantGateway.StartAsync(onRequest: HangAsync);

    /// <summary>Their gateways.json.</summary>
    public static string Catalogue(string url, TimeSpan timeout) => JsonSerializer.Serialize(new
    {
        gateways = Enumerable.Range(0, Count).ToDictionary(Name, _ => new { url, timeout }),
    });

    /// <summary>Sends a number of messages to each.</summary>
    public static async Task SendAsync(RelayServerProcess server, int connections, int messagesForEach)
    {
        for (var number = 0; number < Count; number++)
        {
            await MessageLoad.SendAsync(
                server.Address, connections, messagesForEach, $$"""{"message": "a", "gateway": "{{Name(number)}}"}""");
        }
    }

    /// <summary>The measures of a healthy gateway, before and while the others hang.</summary>
    public static Measure[] Measures(int hung, PacedMessages idle, PacedMessages loaded) =>
    [
        new("requests that hung", hung, "requests"),
        new("/send_message p99, idle", idle.Accepting, "ms"),
        new($"/send_message p99, {Count} gateways hang", loaded.Accepting, "ms", Goal.AtMost(2 * idle.Accepting)),
        new("first attempt p99, idle", idle.FirstAttempt, "ms"),
        new($"first attempt p99, {Count} gateways hang", loaded.FirstAttempt, "ms", Goal.AtMost(1000)),
    ];

    private static string Name(int number) => $"hanging_{number}";

    private static async Task HangAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }
}
