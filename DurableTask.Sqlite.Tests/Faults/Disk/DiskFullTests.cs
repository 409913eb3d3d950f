using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults.Disk;

public sealed class DiskFullTests
{
    [Fact]
    public async Task DiskFull_Writers_GetAClearErrorAndNothingIsPartlyWritten()
    {
        if (await FaultyDisk.RanTheTestAsync())
            return;

        using var folder = FaultyDisk.Folder;
        await using var hub = new TestHub(folder);
        var stored = new List<string>();
        var refused = new List<string>();

        // Fails at each amount of free space: in the middle of a frame of the log, or after one of several.
        for (var room = 0; room < 40_000; room += 2_222)
        {
            FaultyDisk.SetRoom(room);
            string id;
            while (true)
            {
                id = $"{stored.Count + refused.Count}";
                if (await Record.ExceptionAsync(() => hub.StartAsync("Any", id, new string('x', 3_000))) is { } error)
                {
                    Assert.IsType<StoreWriteException>(error);
                    Assert.Contains(hub.Path, error.Message, StringComparison.Ordinal);
                    Assert.Contains("full", error.Message, StringComparison.Ordinal);
                    break;
                }

                stored.Add(id);
            }

            refused.Add(id);
            FaultyDisk.SetRoom(null);
            stored.Add($"{stored.Count + refused.Count}");
            await hub.StartAsync("Any", stored[^1]);
        }

        await hub.ReopenAsync(start: false);
        foreach (var id in stored)
            Assert.NotNull(await hub.StateAsync(id));
        foreach (var id in refused)
            Assert.Null(await hub.StateAsync(id));
    }

    [Fact]
    public async Task DiskFull_RunningWork_ContinuesOnceThereIsRoom()
    {
        if (await FaultyDisk.RanTheTestAsync())
            return;

        var runs = 0;
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        using var folder = FaultyDisk.Folder;
        await using var hub = await new TestHub(folder)
            .Orchestration("Sleep", async (context, _, input) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1), "");
                return await context.CreateSubOrchestrationInstance<string>("Call", "", "child", input);
            })
            .Orchestration("Call", async (context, _, input) => await context.ScheduleTask<string>("Send", "", input))
            .Activity("Send", async text =>
            {
                Interlocked.Increment(ref runs);
                entered.TrySetResult();
                await release.Task;
                return text;
            })
            .StartAsync();
        await hub.StartAsync("Sleep", "sleeper", "later");
        await hub.StartAsync("Call", "caller", "now");
        await entered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        FaultyDisk.SetRoom(0);
        release.SetResult();
        await hub.Logs.First;
        hub.Clock.Advance(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<StoreWriteException>(() => hub.StartAsync("Call", "refused"));
        FaultyDisk.SetRoom(null);

        await hub.AdvanceUntilAsync(hub.IdleAsync());
        Assert.Equal("now", await hub.OutputAsync("caller"));
        Assert.Equal("later", await hub.OutputAsync("sleeper"));
        Assert.Equal(2, runs);
    }
}
