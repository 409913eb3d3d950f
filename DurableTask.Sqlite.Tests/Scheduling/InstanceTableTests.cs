using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class InstanceTableTests
{
    private const long Suspect = 71;

    private readonly Suspects _suspects;
    private readonly InstanceTable _table;

    public InstanceTableTests()
    {
        var clock = new FakeTimeProvider();
        _suspects = new Suspects(clock, new Backoff(clock));
        var deaths = new Dictionary<long, int> { [Suspect] = 2, [Suspect + 1] = 2, [Suspect + 2] = 3 };
        _table = new InstanceTable(capacity: 10, cacheBytes: 0, new IdleMonitor(), _suspects, deaths);
        clock.Advance(TimeSpan.FromMinutes(1));
    }

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
        var activities = new ActivityQueue(capacity: 0, new IdleMonitor(), _suspects);
        Assert.True(activities.Overflow.TryClear(activities.Overflow.Marks));
        activities.Committed(new ActivityEntry(1, 1, null));

        await activities.Overflow.WaitForRoomAsync(TestContext.Current.CancellationToken).WaitAsync(
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Suspects_OneInHand_TheNextComesOnceItIsLetGo()
    {
        for (var row = Suspect + 2; row >= Suspect; row--)
            _table.FoundMessages(row);
        // The last was alone when it came, and has its turn.
        var first = await TakeAsync();
        Assert.Equal((Suspect + 2, 0, 1, 1), (first.Row, _table.Ready, _table.Active, _table.InHand));

        _table.Again(first);
        var second = await TakeAsync();
        _table.Release(second);
        var third = await TakeAsync();
        _table.RemoveHeld(third);
        Assert.Equal((Suspect, Suspect + 1), (second.Row, third.Row));
        Assert.Same(first, await TakeAsync());
        _table.GiveUp(first);
        Assert.Equal((0, 0), (_table.Ready, _table.Active));
    }

    [Fact]
    public async Task Suspect_DeletedWhileItWaitsOrIsReady_HoldsNobodyUp()
    {
        for (var row = Suspect; row <= Suspect + 2; row++)
            _table.FoundMessages(row);
        _table.Deleted(Suspect + 1);
        _table.Deleted(Suspect);

        Assert.Equal(Suspect + 2, (await TakeAsync()).Row);
        Assert.Equal((1, 1), (_table.Count, _table.Active));
    }

    [Fact]
    public async Task Suspect_ItsEpisodeIsDone_GoesOnAsOneOfAll()
    {
        _table.FoundMessages(Suspect);
        var entry = await TakeAsync();
        _table.FoundMessages(Suspect + 1);
        _table.Delivered(Suspect, Message(5, length: 10));
        _table.Advanced(entry, new OrchestrationRuntimeState(), 1, 10);

        var other = await TakeAsync();
        Assert.Same(entry, await TakeAsync());
        Assert.Equal((Suspect + 1, 0), (other.Row, entry.Deaths));
        Assert.Equal((9, 2), (_table.UnderWay.Room, _table.Active));
        // It goes from memory, as the cache has no room: it is none of the suspects when it comes again either.
        _table.TakeMessages(entry);
        _table.Release(entry);
        Assert.Equal(1, _table.Count);
        _table.FoundMessages(Suspect);
        Assert.Equal(Suspect, (await TakeAsync()).Row);
    }

    private static InboxMessage Message(long sequence, int length) =>
        new(sequence, new TaskMessage { Event = new GenericEvent(-1, "x") }, length);

    private Task<InstanceEntry> TakeAsync() => _table.TakeAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
