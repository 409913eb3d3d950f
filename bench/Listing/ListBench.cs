using System.Diagnostics;
using Bench.Load;
using Bench.Provider;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Listing;

/// <summary>Measures the first page of <c>GET /messages</c> with each filter, on a server with a million messages.</summary>
internal static class ListBench
{
    private const int Requests = 50;

    private static readonly string[] Queries =
    [
        "",
        "?limit=500",
        "?gateway=gateway_7",
        "?gateway=none",
        "?status=delivered",
        "?status=failed",
        "?status=waiting,cancelled",
        "?gateway=gateway_10&status=failed&limit=500",
        "?gateway=gateway_7&status=failed",
        "?acceptedFrom=2030-01-05T00:00:00Z&acceptedTo=2030-01-05T01:00:00Z",
        "?acceptedTo=2030-01-02T00:00:00Z&status=failed",
        "?gateway=gateway_7&acceptedTo=2030-01-02T00:00:00Z",
        "?id=01b8db",
        "?id=01b8ee00",
        "?id=ffffffff",
        "?id=01b8db01-0000&status=failed",
    ];

    public static async Task RunAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await FilledStore.CreateAsync(folder.File);
        await using var gateway = await InstantGateway.StartAsync();
        using var server = new RelayServerProcess(
            gateway.Url, settings: new Dictionary<string, string> { ["Storage__Path"] = folder.File });
        await server.FirstAcceptedAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };
        foreach (var query in Queries)
        {
            var path = new Uri($"/messages{query}", UriKind.Relative);
            var first = await TimeAsync(http, path);
            var times = new double[Requests];
            for (var i = 0; i < Requests; i++)
                times[i] = await TimeAsync(http, path);
            Array.Sort(times);
            await output.WriteLineAsync(new Measure($"GET {path} first", first, "ms").ToString());
            await output.WriteLineAsync(new Measure($"GET {path} p50", Percentile.Of(times, 50), "ms", Goal.AtMost(50)).ToString());
        }
    }

    private static async Task<double> TimeAsync(HttpClient http, Uri path)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
