using DurableTask.Core;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class ReadyQueueTests
{
    private readonly ReadyQueue _queue = new();

    [Fact]
    public void Take_StartsAndOthers_OthersFirstAndEachInItsOrder()
    {
        AddStart(1);
        AddStart(2);
        _queue.Add(new InstanceEntry(3));
        _queue.Add(new InstanceEntry(4));

        Assert.Equal([3, 4, 1, 2], Take(4));
    }

    [Fact]
    public void Take_OthersWithoutEnd_AStartHasItsTurn()
    {
        AddStart(1);
        for (var row = 2; row < 100; row++)
            _queue.Add(new InstanceEntry(row));

        Assert.Equal(16, Take(99).IndexOf(1));
    }

    private void AddStart(long row) =>
        _queue.Add(new InstanceEntry(row) { IsLoaded = true, Start = new TaskMessage() });

    private List<long> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _queue.Take().Row)];
}
