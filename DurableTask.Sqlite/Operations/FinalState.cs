using DurableTask.Core;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// The state of an instance that an episode ended, equal to that in the file. Callers that wait for the end get it
/// without a read.
/// </summary>
internal static class FinalState
{
    public static OrchestrationState Of(Episode episode)
    {
        var (runtime, started) = (episode.Runtime, episode.Runtime.ExecutionStartedEvent!);
        return new OrchestrationState
        {
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = runtime.OrchestrationInstance!.InstanceId,
                ExecutionId = runtime.OrchestrationInstance.ExecutionId,
            },
            OrchestrationStatus = runtime.OrchestrationStatus,
            CreatedTime = started.Timestamp,
            LastUpdatedTime = episode.Now,
            CompletedTime = episode.Now,
            Status = runtime.Status,
            Output = runtime.Output,
            FailureDetails = runtime.FailureDetails,
        }.StartedBy(started);
    }
}
