using System.Diagnostics;
using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>
/// This test program as a process with a bounded thread pool, each of whose threads blocks until an instance is stored.
/// It prints a line once all are stored, and ends.
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

    /// <summary>Null in the process that runs the tests.</summary>
    public static async Task<int?> RunIfAskedAsync()
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is not { } store)
            return null;
        await using var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = store });
        // A separate thread, since this one may belong to the pool.
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
