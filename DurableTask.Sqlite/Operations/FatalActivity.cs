using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Operations;

/// <summary>The answer to an activity that was running at so many deaths of the process that it is not run again.</summary>
internal static class FatalActivity
{
    public static TaskMessage Failure(TaskMessage activity, int deaths)
    {
        var scheduled = (TaskScheduledEvent)activity.Event;
        var reason =
            $"The activity '{scheduled.Name}' was running each of the {deaths} times that the process died, and is " +
            "not run again: it is taken for the cause.";
        var failure = new FailureDetails("ActivityEndsProcess", reason, null, null, isNonRetriable: true);
        return new TaskMessage
        {
            OrchestrationInstance = activity.OrchestrationInstance,
            Event = new TaskFailedEvent(-1, scheduled.EventId, reason, null, failure),
        };
    }
}
