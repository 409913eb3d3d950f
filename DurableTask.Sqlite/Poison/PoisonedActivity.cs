using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Poison;

/// <summary>The response to an activity that was running at too many crashes: it fails without being run.</summary>
internal static class PoisonedActivity
{
    public static TaskMessage Failure(TaskMessage activity, int crashCount)
    {
        var scheduled = (TaskScheduledEvent)activity.Event;
        var failure = PoisonFailure.Of("ActivityEndsProcess", $"The activity '{scheduled.Name}'", crashCount);
        return new TaskMessage
        {
            OrchestrationInstance = activity.OrchestrationInstance,
            Event = new TaskFailedEvent(-1, scheduled.EventId, failure.ErrorMessage, null, failure),
        };
    }
}
