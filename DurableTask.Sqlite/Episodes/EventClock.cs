using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Episodes;

/// <summary>
/// Gives events the provider's time: the framework stamps them with the machine's. OrchestratorStarted keeps its
/// time, which the orchestrator has seen as its current time.
/// </summary>
internal static class EventClock
{
    /// <summary>Stamps what an episode added, but not the messages that it took, which have their time.</summary>
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
