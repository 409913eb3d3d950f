using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace DurableTask.Sqlite.Tests.Scheduling;

/// <summary>
/// The messages of instances in memory are in memory too, up to a bound in bytes; the rest stays in the file.
/// </summary>
public sealed class InboxBoundTests
{
    private readonly InstanceTable _table = Make(MemoryBounds.TotalInboxBytes);

    [Fact]
    public async Task OnDelivered_MoreThanFitsToALockedInstance_StaysInTheFile()
    {
        _table.OnCreated(1, Start, 10);
        var entry = await TakeAsync(_table);
        _table.TakeMessages(entry);
        for (var i = 1; i <= 1_000; i++)
            _table.OnDelivered(1, Message(i));
        // Smaller than the remaining room, but later than the message that did not fit.
        _table.OnDelivered(1, Message(1_001, length: 1));

        Assert.InRange(entry.InboxBytes, RetainedMessage.MaxInbox / 2, RetainedMessage.MaxInbox);
        Assert.True(entry.Inbox[^1].Sequence < 1_001);
        _table.Advance(entry, new OrchestrationRuntimeState(), 1, 10);
        Assert.Same(entry, await TakeAsync(_table));
        Assert.Equal((false, 0), (entry.IsLoaded, entry.Inbox.Count));
    }

    [Fact]
    public async Task OnDelivered_MoreThanFitsToAReadyInstance_IsReadWhenItsTurnComes()
    {
        _table.OnCreated(1, Start, 10);
        for (var i = 1; i <= 1_000; i++)
            _table.OnDelivered(1, Message(i));

        var entry = await TakeAsync(_table);
        Assert.Equal((false, 0L), (entry.IsLoaded, entry.InboxBytes));
    }

    // With only a bound for each, 20,000 instances would hold 20 GB of events.
    [Fact]
    public async Task OnDelivered_MoreThanFitsToAllInstancesTogether_IsReadWhenItsTurnComes()
    {
        var table = Make(maxTotalInboxBytes: 100_000);
        for (var row = 1; row <= 20; row++)
        {
            table.OnCreated(row, Start, 10);
            table.OnDelivered(row, Message(row));
        }

        Assert.Equal(100_000L, table.TotalInboxBytes);
        for (var row = 1; row <= 20; row++)
        {
            var entry = await TakeAsync(table);
            Assert.Equal(row <= 10, entry.IsLoaded);
            table.TakeMessages(entry);
            Assert.Equal(Math.Max(0L, 100_000 - row * 10_000), table.TotalInboxBytes);
        }

        // The messages of a removed instance, ready or locked, are no longer counted.
        table.OnCreated(30, Start, 10);
        table.OnDelivered(30, Message(30));
        table.OnDeleted(30);
        table.OnCreated(31, Start, 10);
        var held = await TakeAsync(table);
        table.OnDelivered(31, Message(31));
        table.Remove(held);
        Assert.Equal(0L, table.TotalInboxBytes);
    }

    private static TaskMessage Start => new() { Event = new GenericEvent(-1, "start") };

    private static InboxMessage Message(long sequence, int length = 10_000) =>
        new(sequence, new TaskMessage { Event = new GenericEvent(-1, "x") }, length);

    private static InstanceTable Make(long maxTotalInboxBytes)
    {
        var quarantine = new PoisonQuarantine(TimeProvider.System, new Backoff(TimeProvider.System), NullLogger.Instance);
        return new InstanceTable(
            new InstanceBounds(Capacity: 100, CacheBytes: 0) { TotalInboxBytes = maxTotalInboxBytes },
            new IdleMonitor(nothingDue: () => true),
            quarantine,
            new Dictionary<long, int>(),
            onTimersDrained: () => { },
            onDropped: _ => { });
    }

    private static Task<InstanceEntry> TakeAsync(InstanceTable table) => table
        .TakeAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
