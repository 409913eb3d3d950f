using System.Diagnostics;
using System.Globalization;
using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Killing;

/// <summary>
/// This test program run a second time, as a process that works on a store until it is killed. It prints the number
/// of each orchestration as soon as all of it is acknowledged.
/// </summary>
internal static class KilledProcess
{
    private const string StoreVariable = "DURABLETASK_SQLITE_TESTS_STORE";
    private const string FirstVariable = "DURABLETASK_SQLITE_TESTS_FIRST";
    private const int Senders = 8;

    public static string Id(int number) => $"instance-{number:D8}";

    public static Process Start(string store, int first)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(KilledProcess).Assembly.Location);
        start.Environment[StoreVariable] = store;
        start.Environment[FirstVariable] = $"{first}";
        return Process.Start(start)!;
    }

    /// <summary>Null in the process that is to run the tests; the other one does not come back.</summary>
    public static async Task<int?> RunIfAskedAsync()
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is not { } store)
            return null;
        var first = Environment.GetEnvironmentVariable(FirstVariable)!;
        await RunAsync(store, int.Parse(first, CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task RunAsync(string store, int first)
    {
        var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = store });
        var worker = new TaskHubWorker(service);
        MixedLoad.Register(worker);
        await worker.StartAsync();
        var client = new TaskHubClient(service);
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var number = Interlocked.Increment(ref next);
                await MixedLoad.SendAsync(client, Id(number), number);
                await Console.Out.WriteLineAsync($"{number}");
            }
        })));
    }
}
