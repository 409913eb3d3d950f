using DurableTask.Core.History;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <summary>
/// The invariants of every schedule: each message in the file was received once, in order, by an episode that was
/// committed, and no work item is locked twice.
/// </summary>
internal sealed class Ledger
{
    private readonly Dictionary<long, List<string>> _sent = [];
    private readonly Dictionary<long, List<string>> _taken = [];
    private readonly HashSet<long> _started = [];
    private readonly HashSet<(string Kind, long Number)> _inFlight = [];
    private readonly HashSet<long> _done = [];

    public void Sent(long row, HistoryEvent @event) => Of(_sent, row).Add(Name(@event));

    /// <summary>Records a committed episode.</summary>
    public void Taken(long row, IEnumerable<HistoryEvent> events)
    {
        foreach (var @event in events)
        {
            if (@event is ExecutionStartedEvent)
                Assert.True(_started.Add(row), $"Instance {row} started twice.");
            else
                Of(_taken, row).Add(Name(@event));
        }

        Assert.Contains(row, _started);
        var (sent, taken) = (Of(_sent, row), Of(_taken, row));
        Assert.Equal(sent.Take(taken.Count), taken);
    }

    public void Take(string kind, long number) =>
        Assert.True(_inFlight.Add((kind, number)), $"The {kind} {number} is in two hands.");

    public void Unlock(string kind, long number) => _inFlight.Remove((kind, number));

    public void ActivityIsRecorded(long sequence) =>
        Assert.True(_done.Add(sequence), $"The activity {sequence} ran again after its result was recorded.");

    /// <summary>Checks at the end an instance that still waits for something.</summary>
    public void AssertAllTaken(long row)
    {
        Assert.Contains(row, _started);
        Assert.Equal(Of(_sent, row), Of(_taken, row));
    }

    public void AssertNothingInHand() => Assert.Empty(_inFlight);

    private static string Name(HistoryEvent @event) => @event switch
    {
        EventRaisedEvent raised => $"event {raised.Name}",
        TaskCompletedEvent completed => $"result {completed.TaskScheduledId}",
        TimerFiredEvent fired => $"timer {fired.TimerId}",
        _ => throw new ArgumentOutOfRangeException(nameof(@event)),
    };

    private static List<string> Of(Dictionary<long, List<string>> lists, long row)
    {
        if (!lists.TryGetValue(row, out var list))
            lists.Add(row, list = []);
        return list;
    }
}
