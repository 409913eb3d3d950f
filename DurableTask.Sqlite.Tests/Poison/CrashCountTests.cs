using System.Diagnostics;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Poison;

/// <summary>Which instances are recorded as running, and how the next owner counts their crashes.</summary>
public sealed class CrashCountTests
{
    [Fact]
    public async Task Entries_OfACrashedOwner_CountForTheInstancesThatRan()
    {
        await using var hub = await new TestHub()
            .Orchestration("Any", (_, events, _) => events.WaitAsync("end"))
            .StartAsync();
        await hub.StartAsync("Any", "one");
        await hub.StartAsync("Any", "other");
        await hub.IdleAsync();
        var (one, other) = (Row(hub, "one"), Row(hub, "other"));

        // An activity with the same number as an instance's row is unrelated.
        await hub.ReopenAsync(start: false, path => Note(path, -one, other));
        Assert.Equal([(one, 1)], CrashCount(hub));
        await hub.ReopenAsync(start: false, path => Note(path, -one, -other, -one));
        Assert.Equal([(one, 2), (other, 1)], CrashCount(hub));
        await hub.ReopenAsync();
        Assert.Equal([(one, 2), (other, 1)], CrashCount(hub));

        await hub.RaiseAsync("other", "end", "x");
        Assert.Equal("x", await hub.OutputAsync("other"));
        Assert.Equal([(one, 2)], CrashCount(hub));
        await hub.Service.DeleteAsync();
        Assert.Empty(CrashCount(hub));
    }

    [Fact]
    public async Task CrashCount_OfAReplacedInstance_IsCleared()
    {
        await using var hub = new TestHub().Orchestration("Any", (_, _, input) => Task.FromResult(input));
        await hub.Service.CreateAsync("one");
        await hub.ReopenAsync(start: false, path => Note(path, -Row(hub, "one")));
        Assert.Single(CrashCount(hub));
        await hub.Client.CreateOrchestrationInstanceAsync("Any", "", "one", "x", tags: null, dedupeStatuses: []);

        Assert.Empty(CrashCount(hub));
    }

    [Fact]
    public async Task Entry_OfAReplacedInstance_IsIgnored()
    {
        await using var hub = new TestHub().Orchestration("Any", (_, _, input) => Task.FromResult(input));
        await hub.Service.CreateAsync("one");
        var gone = Row(hub, "one");
        await hub.Client.CreateOrchestrationInstanceAsync("Any", "", "one", "x", tags: null, dedupeStatuses: []);
        for (var crash = 0; crash < PoisonQuarantine.MaxCrashes; crash++)
            await hub.ReopenAsync(start: false, path => Note(path, -gone));

        await hub.StartAsync();
        Assert.Equal("x", await hub.OutputAsync("one"));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("release")]
    public async Task Episode_InFlight_IsRecordedUntilItIsReleased(string how)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("A locked file can't be read there.");
        await using var hub = new TestHub();
        await hub.Service.StartAsync();
        await hub.Service.CreateAsync("one");
        Assert.Empty(await NotedAsync(hub));
        var item = (await hub.Service.TakeAsync())!;
        Assert.Equal([Row(hub, "one")], await NotedAsync(hub));

        if (how == "complete")
        {
            await CompleteAsync(hub, item);
            Assert.Empty(await NotedAsync(hub));
            await hub.RaiseAsync("one", "any", "");
        }
        else if (how == "abandon")
        {
            await hub.Service.AbandonTaskOrchestrationWorkItemAsync(item);
            Assert.Empty(await NotedAsync(hub));
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        else
        {
            await hub.Service.ReleaseTaskOrchestrationWorkItemAsync(item);
            Assert.Empty(await NotedAsync(hub));
        }

        var again = (await hub.Service.TakeAsync())!;
        Assert.Equal([Row(hub, "one")], await NotedAsync(hub));
        // The dispatcher releases what it has completed.
        await hub.Service.ReleaseTaskOrchestrationWorkItemAsync(item);
        Assert.Equal([Row(hub, "one")], await NotedAsync(hub));
        await hub.Service.ReleaseTaskOrchestrationWorkItemAsync(again);
    }

    [Fact]
    public async Task Episode_WaitsForTheWriter_IsNotRecorded()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("A locked file can't be read there.");
        await using var hub = new TestHub();
        await hub.Service.StartAsync();
        await hub.Service.CreateAsync("one");
        var item = (await hub.Service.TakeAsync())!;
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
        {
            // The writer waits for the lock.
            database.Execute("BEGIN IMMEDIATE");
            var completed = CompleteAsync(hub, item);
            Assert.Empty(await NotedAsync(hub));
            Assert.False(completed.IsCompleted);
            database.Execute("COMMIT");
            await completed;
        }
    }

    private static Task CompleteAsync(TestHub hub, TaskOrchestrationWorkItem item)
    {
        var runtime = item.OrchestrationRuntimeState;
        runtime.AddEvent(new OrchestratorStartedEvent(-1));
        runtime.AddEvent(item.NewMessages.Single().Event);
        runtime.AddEvent(new OrchestratorCompletedEvent(-1));
        return hub.Service.CompleteTaskOrchestrationWorkItemAsync(item, runtime, [], [], [], null, null);
    }

    private static void Note(string path, params long[] notes) =>
        File.WriteAllBytes(path + ".lock", [.. notes.SelectMany(BitConverter.GetBytes)]);

    // Deleted by a program that takes no lock.
    private static async Task<IReadOnlyList<long>> NotedAsync(TestHub hub)
    {
        var copy = hub.Path + ".copy";
        using (var process = Process.Start("cp", [hub.Path + ".lock", copy]))
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var file = new FileStream(copy, FileMode.Open);
        return CrashJournal.Read(file).Instances;
    }

    private static long Row(TestHub hub, string id)
    {
        using var reads = new ReadConnections(hub.Path);
        return new StateReader(reads).Row(id)!.Value;
    }

    private static List<(long Row, int CrashCount)> CrashCount(TestHub hub)
    {
        using var database = SqliteDatabase.Open(hub.Path, create: false);
        using var statement = database.Prepare("SELECT row, deaths FROM deaths ORDER BY row");
        var crashCount = new List<(long Row, int CrashCount)>();
        while (statement.Step())
            crashCount.Add((statement.Number(0), (int)statement.Number(1)));
        return crashCount;
    }
}
