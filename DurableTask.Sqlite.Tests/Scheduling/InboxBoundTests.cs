using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Tests.Scheduling;

/// <summary>Of the messages for instances in memory, so many bytes wait there too; the rest stays in the file.</summary>
public sealed class InboxBoundTests
{
    private readonly InstanceTable _table = Make(MemoryBounds.InboxesBytes);

    [Fact]
    public async Task Delivered_MoreThanFitsToAHeldInstance_StaysInTheFile()
    {
        _table.Created(1, Start, 10);
        var entry = await TakeAsync(_table);
        _table.TakeMessages(entry);
        for (var i = 1; i <= 1_000; i++)
            _table.Delivered(1, Message(i));
        // Smaller than the room that is left, but later than what did not fit.
        _table.Delivered(1, Message(1_001, length: 1));

        Assert.InRange(entry.InboxBytes, HeldMessage.LargestInbox / 2, HeldMessage.LargestInbox);
        Assert.True(entry.Inbox[^1].Sequence < 1_001);
        _table.Advanced(entry, new OrchestrationRuntimeState(), 1, 10);
        Assert.Same(entry, await TakeAsync(_table));
        Assert.Equal((false, 0), (entry.IsLoaded, entry.Inbox.Count));
    }

    [Fact]
    public async Task Delivered_MoreThanFitsToAReadyInstance_IsReadWhenItsTurnComes()
    {
        _table.Created(1, Start, 10);
        for (var i = 1; i <= 1_000; i++)
            _table.Delivered(1, Message(i));

        var entry = await TakeAsync(_table);
        Assert.Equal((false, 0L), (entry.IsLoaded, entry.InboxBytes));
    }

    // Each within its own bound, 20,000 instances would hold 20 GB of events.
    [Fact]
    public async Task Delivered_MoreThanFitsToAllInstancesTogether_IsReadWhenItsTurnComes()
    {
        var table = Make(mostInboxesBytes: 100_000);
        for (var row = 1; row <= 20; row++)
        {
            table.Created(row, Start, 10);
            table.Delivered(row, Message(row));
        }

        Assert.Equal(100_000L, table.InboxesBytes);
        for (var row = 1; row <= 20; row++)
        {
            var entry = await TakeAsync(table);
            Assert.Equal(row <= 10, entry.IsLoaded);
            table.TakeMessages(entry);
            Assert.Equal(Math.Max(0L, 100_000 - row * 10_000), table.InboxesBytes);
        }

        // What goes with its instance counts no longer, one that is ready or one that is held.
        table.Created(30, Start, 10);
        table.Delivered(30, Message(30));
        table.Deleted(30);
        table.Created(31, Start, 10);
        var held = await TakeAsync(table);
        table.Delivered(31, Message(31));
        table.RemoveHeld(held);
        Assert.Equal(0L, table.InboxesBytes);
    }

    private static TaskMessage Start => new() { Event = new GenericEvent(-1, "start") };

    private static InboxMessage Message(long sequence, int length = 10_000) =>
        new(sequence, new TaskMessage { Event = new GenericEvent(-1, "x") }, length);

    private static InstanceTable Make(long mostInboxesBytes)
    {
        var suspects = new Suspects(TimeProvider.System, new Backoff(TimeProvider.System));
        return new InstanceTable(100, 0, new IdleMonitor(), suspects, new Dictionary<long, int>())
        {
            MostInboxesBytes = mostInboxesBytes,
        };
    }

    private static Task<InstanceEntry> TakeAsync(InstanceTable table) => table
        .TakeAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
