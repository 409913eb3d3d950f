using System.Diagnostics;
using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Sqlite.Tests.Faults;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Poison.Processes;

/// <summary>
/// This test program as a process that an activity, or an orchestrator, kills whenever it runs. Its virtual clock does
/// not advance until the work of this process is done; then it prints a line. It ends by itself once all work is done.
/// </summary>
internal static class PoisonedProcess
{
    private const string StoreVariable = "DURABLETASK_SQLITE_TESTS_POISONED";
    private const string LifeVariable = "DURABLETASK_SQLITE_TESTS_LIFE";
    private const string PoisonVariable = "DURABLETASK_SQLITE_TESTS_POISON";
    private const int Innocents = 3;

    // In these processes nothing is quarantined yet, and innocent work is interrupted with the rest.
    private const int LivesOfInnocents = 2;

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(1);
    private static readonly CountdownEvent InnocentsToEnter = new(Innocents);
    private static int _quarantinedAtOnce;

    public static Process Start(string store, PoisonKind poison, int life)
    {
        var start = OwnProgram.Requeue();
        start.Environment[StoreVariable] = store;
        start.Environment[LifeVariable] = $"{life}";
        start.Environment[PoisonVariable] = $"{poison}";
        return Process.Start(start)!;
    }

    public static IEnumerable<string> InnocentIds => Enumerable.Range(0, Innocents).Select(i => $"innocent-{i}");

    public static IEnumerable<string> GoodIds(int life) => Enumerable.Range(0, 10).Select(i => $"good-{life}-{i}");

    /// <summary>Null in the process that runs the tests.</summary>
    public static async Task<int?> RunIfAskedAsync()
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is not { } store)
            return null;
        var life = int.Parse(Environment.GetEnvironmentVariable(LifeVariable)!, CultureInfo.InvariantCulture);
        await RunAsync(store, Enum.Parse<PoisonKind>(Environment.GetEnvironmentVariable(PoisonVariable)!), life);
        return 0;
    }

    private static async Task RunAsync(string store, PoisonKind poison, int life)
    {
        // Orchestrators block their thread.
        ThreadPool.SetMinThreads(32, 32);
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, life, 0, TimeSpan.Zero));
        await using var service = new SqliteOrchestrationService(
            new SqliteOrchestrationServiceOptions { Path = store, TimeProvider = clock });
        using var worker = new TaskHubWorker(service);
        Register(worker, life);
        var client = new TaskHubClient(service);
        foreach (var id in GoodIds(life))
            await client.CreateOrchestrationInstanceAsync("Call", "", id, "Good");
        await worker.StartAsync();
        if (life == 1)
            await PoisonAsync(service, client, poison);
        foreach (var id in GoodIds(life))
            await service.WaitForOrchestrationAsync(id, null, Timeout.InfiniteTimeSpan, CancellationToken.None);
        await Console.Out.WriteLineAsync("good");

        var idle = service.WhenIdleAsync();
        while (!idle.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await worker.StopAsync(isForced: true);
    }

    private static void Register(TaskHubWorker worker, int life) => worker
        .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>(input, "", input))
        .Activity("Good", Task.FromResult)
        .Activity("Innocent", input => Task.Run(() => RunInnocent(input, life)))
        .Activity("Poison", input => Task.Run(() => Die(input, life)))
        .Orchestration("Wait", (_, events, _) => events.WaitAsync("end"))
        .Orchestration("Innocent", (_, _, input) => Task.FromResult(RunInnocent(input, life)))
        .Orchestration("Poison", (_, _, input) => Task.FromResult(Die(input, life)))
        .Orchestration("Parent", async (context, _, input) =>
        {
            try
            {
                return await context.CreateSubOrchestrationInstance<string>("Poison", "", "poison", input);
            }
            catch (SubOrchestrationFailedException failure)
            {
                return failure.Message;
            }
        });

    private static async Task PoisonAsync(SqliteOrchestrationService service, TaskHubClient client, PoisonKind poison)
    {
        // At each crash it is in memory, but not running.
        await client.CreateOrchestrationInstanceAsync("Wait", "", "waiting", "");
        await service.WaitForOrchestrationStartAsync("waiting", Timeout.InfiniteTimeSpan, CancellationToken.None);
        var isActivity = poison == PoisonKind.Activity;
        foreach (var id in InnocentIds)
            await client.CreateOrchestrationInstanceAsync(isActivity ? "Call" : "Innocent", "", id, "Innocent");
        if (isActivity)
            await client.CreateOrchestrationInstanceAsync("Call", "", "poison", "Poison");
        else
            await client.CreateOrchestrationInstanceAsync("Parent", "", "parent", "");
    }

    private static string RunInnocent(string input, int life)
    {
        if (life <= LivesOfInnocents)
        {
            InnocentsToEnter.Signal();
            new ManualResetEventSlim().Wait();
        }

        Assert.Equal(1, Interlocked.Increment(ref _quarantinedAtOnce));
        Thread.Yield();
        Interlocked.Decrement(ref _quarantinedAtOnce);
        return input;
    }

    private static string Die(string input, int life)
    {
        if (life <= LivesOfInnocents)
            InnocentsToEnter.Wait(WaitTimeout);
        using var own = Process.GetCurrentProcess();
        own.Kill();
        new ManualResetEventSlim().Wait();
        return input;
    }
}
