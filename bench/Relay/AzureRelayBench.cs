using System.Diagnostics;
using Bench.Load;
using Bench.Reporting;
using DurableTask.Sqlite.Tests.Azurite;

namespace Bench.Relay;

/// <summary>Measures the whole server on Azure Storage, emulated by Azurite on the same machine.</summary>
internal static class AzureRelayBench
{
    private const int Connections = 64;
    private const int WarmUp = 100;
    private const int Messages = 1000;

    public static async Task RunAsync(TextWriter output)
    {
        var (azurite, missing) = await AzuriteProcess.TryStartAsync();
        if (azurite is null)
        {
            await output.WriteLineAsync($"# {missing}");
            return;
        }

        using (azurite)
        {
            foreach (var measure in await RunAsync(azurite.ConnectionString))
                await output.WriteLineAsync($"azurite: {measure}");
        }
    }

    /// <summary>The environment of a server on an account of Azure Storage.</summary>
    public static Dictionary<string, string> Settings(string connectionString) => new()
    {
        ["Storage__Provider"] = "AzureStorage",
        ["AzureWebJobsStorage"] = connectionString,
    };

    private static async Task<IReadOnlyList<Measure>> RunAsync(string storage)
    {
        await using var gateway = await InstantGateway.StartAsync();
        using var server = new RelayServerProcess(gateway.Url, settings: Settings(storage));
        await server.FirstAcceptedAsync();
        await MessageLoad.SendAsync(server.Address, Connections, WarmUp);
        await gateway.ReceivedAsync(1 + WarmUp);

        var load = await MessageLoad.SendAsync(server.Address, Connections, Messages);
        await gateway.ReceivedAsync(1 + WarmUp + Messages);
        var endToEnd = Stopwatch.GetElapsedTime(load.Started);
        return
        [
            new("accepted at 64 connections", load.PerSecond, "messages/s"),
            new("accepted p50", load.Percentile(50), "ms"),
            new("accepted p99", load.Percentile(99), "ms"),
            new("delivered end to end", Messages / endToEnd.TotalSeconds, "messages/s"),
            new("CPU of the server in all", server.CpuTime().TotalSeconds, "s"),
        ];
    }
}
