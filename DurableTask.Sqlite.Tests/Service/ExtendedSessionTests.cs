using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Service;

/// <summary>Orchestrators that stay in memory between episodes: what they say is what a replay would say.</summary>
public sealed class ExtendedSessionTests
{
    private int _starts;

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 6)]
    public async Task Chain_OfFive_IsPlayedOnceOrForEachEpisode(bool keep, int starts)
    {
        await using var hub = await Chain(keep).StartAsync();
        await hub.StartAsync("Chain", "one", "x");

        Assert.Equal("xaaaaa", await hub.OutputAsync("one"));
        Assert.Equal(starts, _starts);
    }

    [Fact]
    public async Task Cache_Disabled_PlaysEachEpisode()
    {
        await using var hub = await Chain(keep: true, cacheBytes: 0).StartAsync();
        await hub.StartAsync("Chain", "one", "x");

        Assert.Equal("xaaaaa", await hub.OutputAsync("one"));
        Assert.Equal(6, _starts);
    }

    // The worker that made it is gone, with what it was made of.
    [Fact]
    public async Task Worker_OfTheSameServiceIsAnother_MakesItsOwn()
    {
        var made = "old";
        await using var hub = await new TestHub(
                options: new SqliteOrchestrationServiceOptions { Path = "", ExtendedSessions = true })
            .Orchestration("Ask", async (_, events, _) =>
            {
                var own = made;
                return await events.WaitAsync("go") + own;
            })
            .StartAsync();
        await hub.StartAsync("Ask", "one");
        await hub.IdleAsync();

        await hub.Worker!.StopAsync(isForced: true);
        made = "new";
        await hub.StartAsync();
        await hub.RaiseAsync("one", "go", "by the ");
        Assert.Equal("by the new", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Episode_CanNotBeWritten_IsPlayedAgainFromTheFile()
    {
        await using var hub = Chain(keep: true);
        using var database = SqliteDatabase.Open(hub.Path, create: false);
        database.Execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON history WHEN NEW.key & 0xFFFFFF = 3 " +
            "BEGIN SELECT RAISE(ABORT, 'not yet'); END");
        await hub.StartAsync();
        await hub.StartAsync("Chain", "one", "x");
        await hub.Logs.First;

        database.Execute("DROP TRIGGER refuse");
        await hub.AdvanceUntilAsync(hub.IdleAsync());
        Assert.Equal("xaaaaa", await hub.OutputAsync("one"));
        Assert.Equal(2, _starts);
    }

    [Fact]
    public async Task Crash_InTheMiddle_GoesOnFromTheFile()
    {
        await using var hub = await new TestHub(options: new() { Path = "", ExtendedSessions = true })
            .Orchestration("Wait", async (_, events, _) => await events.WaitAsync("a") + await events.WaitAsync("b"))
            .StartAsync();
        await hub.StartAsync("Wait", "one");
        await hub.RaiseAsync("one", "a", "1");
        await hub.IdleAsync();
        await hub.CrashAsync();
        await hub.RaiseAsync("one", "b", "2");

        Assert.Equal("12", await hub.OutputAsync("one"));
    }

    private TestHub Chain(bool keep, long cacheBytes = 1_000_000) =>
        new TestHub(options: new() { Path = "", ExtendedSessions = keep, HistoryCacheBytes = cacheBytes })
            .Orchestration("Chain", async (context, _, input) =>
            {
                _starts++;
                for (var i = 0; i < 5; i++)
                    input = await context.ScheduleTask<string>("A", "", input);
                return input;
            })
            .Activity("A", text => Task.FromResult(text + "a"));
}
