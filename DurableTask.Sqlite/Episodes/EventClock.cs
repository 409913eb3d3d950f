using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Episodes;

/// <summary>
/// Replaces the timestamps of events, which are the machine's time, by the provider's time. OrchestratorStarted keeps
/// its time, which the orchestrator has already used as its current time.
/// </summary>
internal static class EventClock
{
    /// <summary>Stamps the events that an episode added, except its received messages, which have their time.</summary>
    public static void Stamp(IEnumerable<HistoryEvent> added, IList<TaskMessage> taken, DateTime now)
    {
        var has = taken.Select(message => message.Event).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var @event in added)
        {
            if (@event is not OrchestratorStartedEvent and not EventRaisedEvent && !has.Contains(@event))
                @event.Timestamp = now;
        }
    }

    public static void Stamp(IEnumerable<TaskMessage> messages, DateTime now)
    {
        foreach (var message in messages)
            message.Event.Timestamp = now;
    }
}
