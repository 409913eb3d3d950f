using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class ReadyQueueTests
{
    private readonly Lane _quarantined = new(1, onDrained: () => { });
    private readonly Lane _underWay = new(1_000, onDrained: () => { });
    private readonly Lane _timers = new(1_000, onDrained: () => { });
    private readonly Lane _starts = new(1_000, onDrained: () => { });
    private readonly ReadyQueue _queue;

    public ReadyQueueTests() => _queue = new ReadyQueue(_quarantined, _underWay, _timers, _starts);

    [Fact]
    public void Take_OfAllKinds_StartsWithQuarantinedAndActiveOnesAndAlternatesTheOthers()
    {
        Add(_starts, 1, 2, 3);
        Add(_timers, 4, 5);
        Add(_underWay, 6, 7);
        Add(_quarantined, 8);

        Assert.Equal([8, 6, 7, 4, 1, 5, 2, 3], Take(8));
    }

    [Fact]
    public void Take_EndlessActiveInstances_TheOthersGetTurns()
    {
        Add(_starts, 1);
        Add(_timers, 2);
        Add(_underWay, [.. Enumerable.Range(3, 98)]);

        var taken = Take(100);
        Assert.Equal((16, 33), (taken.IndexOf(2), taken.IndexOf(1)));
    }

    private void Add(Lane lane, params int[] rows)
    {
        foreach (var row in rows)
            _queue.Add(new InstanceEntry(row, new InboxTotal()) { Lane = lane });
    }

    private List<long> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _queue.Take().Row)];
}
