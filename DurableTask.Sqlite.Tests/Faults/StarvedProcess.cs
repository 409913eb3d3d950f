using System.Diagnostics;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Operations;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>
/// This test program as a process whose thread pool may have so many threads and no more, each of which waits, without
/// giving its thread back, for an instance to be stored. It prints a line once they all were, and ends.
/// </summary>
internal static class StarvedProcess
{
    private const string StoreVariable = "DURABLETASK_SQLITE_TESTS_STARVED";
    private const int Rounds = 20;

    public static Process Start(string store)
    {
        var start = OwnProgram.Requeue();
        start.Environment[StoreVariable] = store;
        return Process.Start(start)!;
    }

    /// <summary>Null in the process that is to run the tests.</summary>
    public static async Task<int?> RunIfAskedAsync()
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is not { } store)
            return null;
        await using var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = store });
        // A thread of its own: this one may be the pool's.
        var starving = new Thread(() => Starve(service));
        starving.Start();
        starving.Join();
        return 0;
    }

    private static void Starve(SqliteOrchestrationService service)
    {
        var threads = Environment.ProcessorCount;
        ThreadPool.SetMinThreads(threads, threads);
        Assert.True(ThreadPool.SetMaxThreads(threads, threads));
        for (var round = 0; round < Rounds; round++)
        {
            using var all = new CountdownEvent(threads);
            for (var i = 0; i < threads; i++)
            {
                var id = $"{round}-{i}";
                ThreadPool.UnsafeQueueUserWorkItem(_ => CreateAndWait(service, id, all), null);
            }

            all.Wait();
        }

        Console.WriteLine("stored");
    }

    private static void CreateAndWait(SqliteOrchestrationService service, string id, CountdownEvent all)
    {
        var started = new ExecutionStartedEvent(-1, "")
        {
            Name = "Any",
            OrchestrationInstance = new OrchestrationInstance { InstanceId = id, ExecutionId = id },
        };
        service.CreateTaskOrchestrationAsync(new TaskMessage { Event = started }).GetAwaiter().GetResult();
        all.Signal();
    }
}
