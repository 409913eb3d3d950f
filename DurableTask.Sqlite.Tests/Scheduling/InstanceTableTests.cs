using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class InstanceTableTests
{
    private readonly InstanceTable _table = new(capacity: 10, cacheBytes: 0, new IdleMonitor());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GiveUp_ToldOfWorkSinceTheTake_IsTakenAgain(bool isMessage)
    {
        _table.Found(1);
        var entry = await TakeAsync();
        if (isMessage)
            _table.Delivered(1, new InboxMessage(5, new TaskMessage { Event = new GenericEvent(-1, "x") }, 10));
        else
            _table.Found(1);

        _table.GiveUp(entry);
        Assert.Same(entry, await TakeAsync());
        _table.GiveUp(entry);
        Assert.Equal((0, 0), (_table.Count, _table.Active));
    }

    [Fact]
    public async Task GiveUp_NothingNew_IsForgotten()
    {
        _table.Found(1);
        _table.GiveUp(await TakeAsync());

        Assert.Equal((0, 0), (_table.Count, _table.Active));
    }

    [Fact]
    public async Task LeaveInFile_DrainedBeforeTheMark_WakesTheLoader()
    {
        Assert.True(_table.Overflow.TryClear(_table.Overflow.Marks));
        _table.LeaveInFile();

        await _table.Overflow.WaitForRoomAsync(TestContext.Current.CancellationToken).WaitAsync(
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Activities_DrainedBeforeTheMark_WakeTheLoader()
    {
        // Without any capacity: full as the writer looks, and drained as it has marked.
        var activities = new ActivityQueue(
            capacity: 0, new IdleMonitor(), TimeProvider.System, new Backoff(TimeProvider.System));
        Assert.True(activities.Overflow.TryClear(activities.Overflow.Marks));
        activities.Committed(new ActivityEntry(1, 1, null));

        await activities.Overflow.WaitForRoomAsync(TestContext.Current.CancellationToken).WaitAsync(
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private Task<InstanceEntry> TakeAsync() => _table.TakeAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
