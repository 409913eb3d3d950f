using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class InstanceTableTests
{
    private const long Quarantined = 71;

    private readonly PoisonQuarantine _quarantine;
    private readonly InstanceTable _table;
    private readonly List<int> _roomWhenDrained = [];

    public InstanceTableTests()
    {
        var clock = new FakeTimeProvider();
        _quarantine = new PoisonQuarantine(clock, new Backoff(clock), NullLogger.Instance);
        var crashCounts = new Dictionary<long, int> { [Quarantined] = 2, [Quarantined + 1] = 2, [Quarantined + 2] = 3 };
        _table = new InstanceTable(
            new InstanceBounds(Capacity: 10, CacheBytes: 0),
            new IdleMonitor(nothingDue: () => true),
            _quarantine,
            crashCounts,
            () => _roomWhenDrained.Add(_table!.Timers.Room),
            onDropped: _ => { });
        clock.Advance(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Evict_WorkArrivedSinceTheLock_IsLockedAgain(bool isMessage)
    {
        _table.OnMessagesFound(1);
        var entry = await TakeAsync();
        if (isMessage)
            _table.OnDelivered(1, Message(5, length: 10));
        else
            _table.OnMessagesFound(1);

        _table.Evict(entry);
        Assert.Same(entry, await TakeAsync());
        _table.Evict(entry);
        Assert.Equal((0, 0), (_table.Count, _table.Active));
    }

    [Fact]
    public async Task Evict_NothingNew_IsForgotten()
    {
        _table.OnMessagesFound(1);
        _table.Evict(await TakeAsync());

        Assert.Equal((0, 0), (_table.Count, _table.Active));
    }

    [Fact]
    public void Lane_OneIsFull_TheOthersHaveRoom()
    {
        for (var row = 1; row <= 11; row++)
            _table.OnCreated(row, new TaskMessage(), 10);
        Assert.Equal((0, 10, 10), (_table.Starts.Room, _table.UnderWay.Room, _table.Timers.Room));

        var message = Message(5, length: 10);
        for (var row = 21; row <= 31; row++)
            _table.OnDelivered(row, message);
        for (var row = 41; row <= 50; row++)
            _table.OnTimerFired(row, message);
        Assert.Equal((30, 30, 0), (_table.Active, _table.Count, _table.Timers.Room));
    }

    [Fact]
    public async Task Timers_Drained_HalfOfTheRoomIsFreeWhenNotified()
    {
        var message = Message(5, length: 10);
        for (var row = 1; row <= 10; row++)
            _table.OnTimerFired(row, message);
        for (var row = 1; row <= 6; row++)
            _table.Remove(await TakeAsync());

        Assert.Equal([5, 6], _roomWhenDrained);
    }

    [Fact]
    public async Task Activities_DrainedBeforeTheMark_WakeTheLoader()
    {
        // Without any capacity, the table is full when the writer checks, and drained once it has marked the backlog.
        var activities = new ActivityQueue(capacity: 0, new IdleMonitor(nothingDue: () => true), _quarantine);
        Assert.True(activities.Backlog.TryClear(activities.Backlog.Marks));
        activities.OnCommitted(new ActivityEntry(1, 1, null));

        await activities.Backlog.WaitForRoomAsync(TestContext.Current.CancellationToken).WaitAsync(
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Quarantined_OneLocked_TheNextFollowsOnceItIsUnlocked()
    {
        for (var row = Quarantined + 2; row >= Quarantined; row--)
            _table.OnMessagesFound(row);
        // The last one was alone when it arrived, and has its turn.
        var first = await TakeAsync();
        Assert.Equal((Quarantined + 2, 0, 1, 1), (first.Row, _table.Ready, _table.Active, _table.InFlight));

        _table.Requeue(first);
        var second = await TakeAsync();
        _table.Release(second);
        var third = await TakeAsync();
        _table.Remove(third);
        Assert.Equal((Quarantined, Quarantined + 1), (second.Row, third.Row));
        Assert.Same(first, await TakeAsync());
        _table.Evict(first);
        Assert.Equal((0, 0), (_table.Ready, _table.Active));
    }

    [Fact]
    public async Task Quarantined_DeletedWhileItWaitsOrIsReady_DelaysNoOther()
    {
        for (var row = Quarantined; row <= Quarantined + 2; row++)
            _table.OnMessagesFound(row);
        _table.OnDeleted(Quarantined + 1);
        _table.OnDeleted(Quarantined);

        Assert.Equal(Quarantined + 2, (await TakeAsync()).Row);
        Assert.Equal((1, 1), (_table.Count, _table.Active));
    }

    [Fact]
    public async Task Quarantined_ItsEpisodeIsCompleted_LeavesTheQuarantine()
    {
        _table.OnMessagesFound(Quarantined);
        var entry = await TakeAsync();
        _table.OnMessagesFound(Quarantined + 1);
        _table.OnDelivered(Quarantined, Message(5, length: 10));
        _table.Advance(entry, new OrchestrationRuntimeState(), 1, 10);

        var other = await TakeAsync();
        Assert.Same(entry, await TakeAsync());
        Assert.Equal((Quarantined + 1, 0), (other.Row, entry.CrashCount));
        Assert.Equal((9, 2), (_table.UnderWay.Room, _table.Active));
        // It is removed from memory, since the cache has no room. When it is loaded again, it is still not quarantined.
        _table.TakeMessages(entry);
        _table.Release(entry);
        Assert.Equal(1, _table.Count);
        _table.OnMessagesFound(Quarantined);
        Assert.Equal(Quarantined, (await TakeAsync()).Row);
    }

    private static InboxMessage Message(long sequence, int length) =>
        new(sequence, new TaskMessage { Event = new GenericEvent(-1, "x") }, length);

    private Task<InstanceEntry> TakeAsync() => _table.TakeAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
