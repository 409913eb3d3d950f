using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Operations;

/// <summary>The answer to an activity that was running at so many deaths of the process that it is not run again.</summary>
internal static class FatalActivity
{
    public static TaskMessage Failure(TaskMessage activity, int deaths)
    {
        var scheduled = (TaskScheduledEvent)activity.Event;
        var failure = FatalFailure.Of("ActivityEndsProcess", $"The activity '{scheduled.Name}'", deaths);
        return new TaskMessage
        {
            OrchestrationInstance = activity.OrchestrationInstance,
            Event = new TaskFailedEvent(-1, scheduled.EventId, failure.ErrorMessage, null, failure),
        };
    }
}
