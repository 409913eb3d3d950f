using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Operations;

/// <summary>The timers of an execution, as rows of the due-index.</summary>
internal static class EpisodeTimers
{
    /// <summary>The timers of the current execution: those of an earlier one would be dropped when they fire.</summary>
    public static IEnumerable<DueTimer> Created(
        IEnumerable<TaskMessage> messages, OrchestrationRuntimeState runtime, long row) =>
        from message in messages
        where message.OrchestrationInstance.ExecutionId == runtime.OrchestrationInstance!.ExecutionId
        let fired = (TimerFiredEvent)message.Event
        select new DueTimer(UtcTicks.Of(fired.FireAt), row, fired.TimerId);

    /// <summary>The timers that an execution created and that have not fired, cancelled ones included.</summary>
    public static IEnumerable<DueTimer> Pending(OrchestrationRuntimeState runtime, long row)
    {
        var fired = runtime.Events.OfType<TimerFiredEvent>().Select(timer => timer.TimerId).ToHashSet();
        return
            from timer in runtime.Events.OfType<TimerCreatedEvent>()
            where !fired.Contains(timer.EventId)
            select new DueTimer(UtcTicks.Of(timer.FireAt), row, timer.EventId);
    }
}
