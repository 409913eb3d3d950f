using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Tests.Writing;

public sealed class WriteQueueTests
{
    [Fact]
    public async Task Create_QueueFull_IsRejectedAndNothingIsStored()
    {
        await using var hub = new TestHub(options: new() { Path = "", WriteQueueCapacity = 2 });
        var accepted = new List<Task>();
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
        {
            // While another connection holds the lock, the writer waits with what it has taken.
            database.Execute("BEGIN IMMEDIATE");
            var create = CreateAsync(hub, "0");
            while (!create.IsFaulted)
            {
                accepted.Add(create);
                create = CreateAsync(hub, $"{accepted.Count}");
            }

            await Assert.ThrowsAsync<WriteQueueFullException>(() => create);
            Assert.All(accepted, waiting => Assert.False(waiting.IsCompleted));
            database.Execute("ROLLBACK");
        }

        await Task.WhenAll(accepted);
        Assert.InRange(accepted.Count, 2, 5);
        Assert.NotNull(await hub.StateAsync($"{accepted.Count - 1}"));
        Assert.Null(await hub.StateAsync($"{accepted.Count}"));
    }

    [Fact]
    public async Task Write_OneFailsInABatch_OnlyThatOneFails()
    {
        await using var hub = new TestHub();
        var creates = new Dictionary<string, Task>();
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
        {
            database.Execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON instances WHEN NEW.id = 'bad' " +
                "BEGIN SELECT RAISE(ABORT, 'no such luck'); END");
            database.Execute("BEGIN IMMEDIATE");
            foreach (var id in new[] { "a", "b", "bad", "c", "d" })
                creates.Add(id, CreateAsync(hub, id));
            database.Execute("ROLLBACK");
        }

        var error = await Assert.ThrowsAsync<SqliteException>(() => creates["bad"]);
        Assert.Contains("no such luck", error.Message, StringComparison.Ordinal);
        creates.Remove("bad");
        await Task.WhenAll(creates.Values);
        foreach (var id in creates.Keys)
            Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync(id))!.OrchestrationStatus);
        Assert.Null(await hub.StateAsync("bad"));
    }

    [Fact]
    public async Task Completion_QueueFull_WaitsAndIsStored()
    {
        await using var hub = await new TestHub(options: new() { Path = "", WriteQueueCapacity = 1 })
            .Orchestration("Many", async (context, _, _) =>
            {
                var all = Enumerable.Range(0, 50).Select(_ => context.ScheduleTask<string>("Say", "", "x"));
                return string.Concat(await Task.WhenAll(all));
            })
            .Activity("Say", Task.FromResult)
            .StartAsync();
        await hub.StartAsync("Many", "one");

        Assert.Equal(new string('x', 50), await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Completion_CanNotBeWritten_RunsAgainFromTheFile()
    {
        await using var hub = new TestHub()
            .Orchestration("Echo", (_, _, input) => Task.FromResult(input));
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
        {
            database.Execute(
                "CREATE TABLE refused (n); CREATE TRIGGER refuse BEFORE INSERT ON history " +
                "WHEN NEW.key & 0xFFFFFF > 0 AND (SELECT COUNT(*) FROM refused) = 0 BEGIN SELECT RAISE(ABORT, 'not yet'); END");
        }

        await hub.StartAsync();
        await hub.StartAsync("Echo", "one", "x");
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute("INSERT INTO refused VALUES (1)");

        await hub.AdvanceUntilAsync(hub.IdleAsync());
        Assert.Equal("x", await hub.OutputAsync("one"));
    }

    private static Task CreateAsync(TestHub hub, string id) => hub.StartAsync("Echo", id);
}
