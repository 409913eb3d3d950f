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
        _table.FoundMessages(1);
        var entry = await TakeAsync();
        if (isMessage)
            _table.Delivered(1, Message(5, length: 10));
        else
            _table.FoundMessages(1);

        _table.GiveUp(entry);
        Assert.Same(entry, await TakeAsync());
        _table.GiveUp(entry);
        Assert.Equal((0, 0), (_table.Count, _table.Active));
    }

    [Fact]
    public async Task GiveUp_NothingNew_IsForgotten()
    {
        _table.FoundMessages(1);
        _table.GiveUp(await TakeAsync());

        Assert.Equal((0, 0), (_table.Count, _table.Active));
    }

    [Fact]
    public void Room_OfOneLaneIsTaken_TheOthersHaveTheirs()
    {
        for (var row = 1; row <= 11; row++)
            _table.Created(row, new TaskMessage(), 10);
        Assert.Equal((0, 10, 10), (_table.Starts.Room, _table.UnderWay.Room, _table.Timers.Room));

        var message = Message(5, length: 10);
        for (var row = 21; row <= 31; row++)
            _table.Delivered(row, message);
        for (var row = 41; row <= 50; row++)
            _table.Fired(row, message);
        Assert.Equal((30, 30, 0), (_table.Active, _table.Count, _table.Timers.Room));
    }

    [Fact]
    public async Task Timers_Drained_HalfOfTheRoomIsFreeWhenTold()
    {
        var room = new List<int>();
        _table.Timers.Drained = () => room.Add(_table.Timers.Room);
        var message = Message(5, length: 10);
        for (var row = 1; row <= 10; row++)
            _table.Fired(row, message);
        for (var row = 1; row <= 6; row++)
            _table.RemoveHeld(await TakeAsync());

        Assert.Equal([5, 6], room);
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

    [Fact]
    public async Task Delivered_MoreThanFitsToAHeldInstance_StaysInTheFile()
    {
        _table.Created(1, new TaskMessage { Event = new GenericEvent(-1, "start") }, 10);
        var entry = await TakeAsync();
        _table.TakeMessages(entry);
        for (var i = 1; i <= 1_000; i++)
            _table.Delivered(1, Message(i));
        // Smaller than the room that is left, but later than what did not fit.
        _table.Delivered(1, Message(1_001, length: 1));

        Assert.InRange(entry.InboxBytes, HeldMessage.LargestInbox / 2, HeldMessage.LargestInbox);
        Assert.True(entry.Inbox[^1].Sequence < 1_001);
        _table.Advanced(entry, new OrchestrationRuntimeState(), 1, 10);
        Assert.Same(entry, await TakeAsync());
        Assert.Equal((false, 0), (entry.IsLoaded, entry.Inbox.Count));
    }

    [Fact]
    public async Task Delivered_MoreThanFitsToAReadyInstance_IsReadWhenItsTurnComes()
    {
        _table.Created(1, new TaskMessage { Event = new GenericEvent(-1, "start") }, 10);
        for (var i = 1; i <= 1_000; i++)
            _table.Delivered(1, Message(i));

        var entry = await TakeAsync();
        Assert.Equal((false, 0L), (entry.IsLoaded, entry.InboxBytes));
    }

    private static InboxMessage Message(long sequence, int length = 10_000) =>
        new(sequence, new TaskMessage { Event = new GenericEvent(-1, "x") }, length);

    private Task<InstanceEntry> TakeAsync() => _table.TakeAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
