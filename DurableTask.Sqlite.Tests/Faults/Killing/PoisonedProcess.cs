using System.Diagnostics;
using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Faults.Killing;

/// <summary>
/// This test program as a process that an activity kills whenever it runs. Its clock is virtual and stands still until
/// what this life was given to do is done; it prints a line then. It ends by itself once all is done.
/// </summary>
internal static class PoisonedProcess
{
    private const string StoreVariable = "DURABLETASK_SQLITE_TESTS_POISONED";
    private const string LifeVariable = "DURABLETASK_SQLITE_TESTS_LIFE";
    private const int Innocents = 3;

    // In these nothing is suspected yet, and what is innocent dies with the rest.
    private const int LivesOfInnocents = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly CountdownEvent InnocentsToEnter = new(Innocents);
    private static int _suspectsAtOnce;

    public static Process Start(string store, int life)
    {
        var start = OwnProgram.Again();
        start.Environment[StoreVariable] = store;
        start.Environment[LifeVariable] = $"{life}";
        return Process.Start(start)!;
    }

    public static IEnumerable<string> InnocentIds => Enumerable.Range(0, Innocents).Select(i => $"innocent-{i}");

    public static IEnumerable<string> GoodIds(int life) => Enumerable.Range(0, 10).Select(i => $"good-{life}-{i}");

    /// <summary>Null in the process that is to run the tests.</summary>
    public static async Task<int?> RunIfAskedAsync()
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is not { } store)
            return null;
        await RunAsync(store, int.Parse(Environment.GetEnvironmentVariable(LifeVariable)!, CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task RunAsync(string store, int life)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, life, 0, TimeSpan.Zero));
        await using var service = new SqliteOrchestrationService(
            new SqliteOrchestrationServiceOptions { Path = store, TimeProvider = clock });
        using var worker = new TaskHubWorker(service);
        worker.Orchestration("Call", (context, _, input) => context.ScheduleTask<string>(input, "", input))
            .Activity("Good", Task.FromResult)
            .Activity("Innocent", input => RunInnocentAsync(input, life))
            .Activity("Poison", input => DieAsync(input, life));
        var client = new TaskHubClient(service);
        if (life == 1)
        {
            foreach (var id in InnocentIds)
                await client.CreateOrchestrationInstanceAsync("Call", "", id, "Innocent");
            await client.CreateOrchestrationInstanceAsync("Call", "", "poison", "Poison");
        }

        foreach (var id in GoodIds(life))
            await client.CreateOrchestrationInstanceAsync("Call", "", id, "Good");
        await worker.StartAsync();
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

    private static async Task<string> RunInnocentAsync(string input, int life)
    {
        if (life <= LivesOfInnocents)
        {
            InnocentsToEnter.Signal();
            await new TaskCompletionSource().Task;
        }

        Assert.Equal(1, Interlocked.Increment(ref _suspectsAtOnce));
        await Task.Yield();
        Interlocked.Decrement(ref _suspectsAtOnce);
        return input;
    }

    private static Task<string> DieAsync(string input, int life)
    {
        if (life <= LivesOfInnocents)
            InnocentsToEnter.Wait(Patience);
        using var own = Process.GetCurrentProcess();
        own.Kill();
        return new TaskCompletionSource<string>(input).Task;
    }
}
