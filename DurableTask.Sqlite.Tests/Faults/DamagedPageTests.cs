using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Checking;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>A page of instances is damaged while the store is open, or is not checked by the start of a large store: work on other pages continues.</summary>
public sealed class DamagedPageTests
{
    // The damaged page has more activities than may run at once.
    [Fact]
    public async Task ActivityResult_ForAnInstanceOnADamagedPage_DelaysNoOtherAndDoesNotFillTheLog()
    {
        var (runs, through) = (0, new ConcurrentDictionary<string, bool>());
        var (release, allThrough, expected) = (new TaskCompletionSource(), new TaskCompletionSource(), int.MaxValue);
        await using var hub = await new TestHub(options: new() { Path = "", MaxConcurrentActivities = 20 })
            .Orchestration("Call", async (context, events, input) =>
            {
                await context.ScheduleTask<string>("Send", "", input);
                through[input] = true;
                if (through.Count == expected)
                    allThrough.TrySetResult();
                return await events.WaitAsync("go");
            })
            .Activity("Send", async input =>
            {
                Interlocked.Increment(ref runs);
                await release.Task;
                return input;
            })
            .Orchestration("Say", (_, _, input) => Task.FromResult(input))
            .StartAsync();
        await hub.StartAllAsync("Call");
        while (hub.Service.Counts.ActivitiesReady + hub.Service.Counts.ActivitiesInFlight < DamagedHub.Instances)
            await Task.Yield();
        using var damage = new LeafDamage(hub.Path, "instances");
        Assert.InRange(damage.Keys.Count, 21, DamagedHub.Instances / 2);
        expected = DamagedHub.Instances - damage.Keys.Count;

        release.SetResult();
        await allThrough.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await hub.PassAsync(seconds: 90);
        Assert.Equal(DamagedHub.Instances, runs);
        Assert.Equal(expected, through.Count);
        // At once, and after 1, 2, 4, 8, 16 and 32 seconds more.
        Assert.InRange(hub.Logs.Messages.Count, damage.Keys.Count * 2, damage.Keys.Count * 7);
        Assert.All(hub.Logs.Messages, message => hub.AssertReportsTheRemedy(message));
    }

    [Fact]
    public async Task Client_ReadsADamagedPage_GetsAnErrorWithTheRemedyAndOthersAreServed()
    {
        await using var hub = await DamagedHub.StartWithSleepersAsync();
        using var damage = new LeafDamage(hub.Path, "instances");
        var id = $"{damage.Keys[0] - 1}";

        await ThrowsAsync<StoreWriteException>(() => hub.StartAsync("Say", id));
        await ThrowsAsync<StoreWriteException>(() => hub.RaiseAsync(id, "go", ""));
        await ThrowsAsync<StoreWriteException>(() => hub.Service.PurgeInstanceStateAsync(id));
        await ThrowsAsync<InvalidDataException>(() => hub.Service.PurgeInstanceStateAsync(
            new PurgeInstanceFilter(DateTime.MinValue, null, null)));
        await hub.StartAsync("Say", "new", "hello");
        Assert.Equal("hello", await hub.OutputAsync("new"));

        async Task ThrowsAsync<T>(Func<Task> call)
            where T : Exception => hub.AssertReportsTheRemedy((await Assert.ThrowsAsync<T>(call)).Message);
    }
}
