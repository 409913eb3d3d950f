using Bench.Provider;
using Bench.Reporting;
using DurableTask.Sqlite;
using Microsoft.Data.Sqlite;

namespace Bench.Scale;

/// <summary>
/// A million instances that wait on timers: what they cost a process and its new work, and what happens when all are
/// due at once. Most of the time goes into starting the instances.
/// </summary>
internal static class WaitingTimers
{
    public const int Instances = 1_000_000;

    private const int Runs = 5;
    private const int NewInstances = 20_000;
    private const int Starters = 64;

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        List<Measure> measures =
        [
            .. await OwnProcess.StartAsync(nameof(TimersFill), folder.File, output),
            new("timers wait: of the file, each", (double)folder.FileBytes / Instances, "B"),
            .. await OwnProcess.StartAsync(nameof(TimersWait), folder.File, output),
        ];
        // Until the just-in-time compiler is done.
        await output.WriteLineAsync($"# warm-up: {string.Join("; ", await CompareAsync(folder.File))}");
        measures.AddRange(await RepeatedRuns.MediansAsync(output, Runs, () => CompareAsync(folder.File)));
        measures.AddRange(await OwnProcess.StartAsync(nameof(TimersDue), folder.File, output));
        measures.Add(new("timers due: instances that have not ended", CountUnended(folder.File), "", Goal.AtMost(0)));
        return measures;
    }

    private static long CountUnended(string path)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM instances WHERE completed IS NULL";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<IReadOnlyList<Measure>> CompareAsync(string full)
    {
        using var empty = new BenchFolder();
        var (without, with) = (await NewWorkAsync(empty.File), await NewWorkAsync(full));
        return
        [
            new("one activity, 64 starters, on an empty file", without, "1/s"),
            new("one activity, 64 starters, while 1,000,000 timers wait", with, "1/s"),
            new("one activity, 64 starters, of the rate on an empty file", with / without, "x", Goal.AtLeast(0.9)),
        ];
    }

    private static async Task<double> NewWorkAsync(string path)
    {
        await using var service = new SqliteOrchestrationService(new() { Path = path });
        return (await new ProviderRun(service).RunAsync(typeof(OneActivity), NewInstances, Starters)).PerSecond;
    }
}
