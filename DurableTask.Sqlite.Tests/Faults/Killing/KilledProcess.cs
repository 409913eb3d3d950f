using System.Diagnostics;
using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Tests.Faults.Killing;

/// <summary>
/// This test program run a second time, as a process that works on a store until it is killed. It prints a line before
/// it opens the store, and then the number of each orchestration as soon as all of it is acknowledged.
/// </summary>
internal static class KilledProcess
{
    private const string StoreVariable = "DURABLETASK_SQLITE_TESTS_STORE";
    private const string FirstVariable = "DURABLETASK_SQLITE_TESTS_FIRST";
    private const int Senders = 8;

    /// <summary>If set, the process checkpoints its log continuously, instead of rarely.</summary>
    public const string CheckpointsVariable = "DURABLETASK_SQLITE_TESTS_CHECKPOINTS";

    public static string Id(int number) => $"instance-{number:D8}";

    public static Process Start(string store, int first, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = OwnProgram.Requeue();
        start.Environment[StoreVariable] = store;
        start.Environment[FirstVariable] = $"{first}";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Returns null in the process that runs the tests; in the other one, it does not return.</summary>
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
        await Console.Out.WriteLineAsync("opening");
        var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = store });
        var worker = new TaskHubWorker(service);
        MixedLoad.Register(worker);
        await worker.StartAsync();
        if (Environment.GetEnvironmentVariable(CheckpointsVariable) is not null)
            new Thread(() => CheckpointForEver(store)) { IsBackground = true }.Start();
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

    private static void CheckpointForEver(string store)
    {
        using var database = SqliteDatabase.Open(store, create: false);
        while (true)
            database.Execute("PRAGMA wal_checkpoint(RESTART)");
    }
}
