using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

internal static class OrchestrationStatusExtensions
{
    public static bool HasEnded(this OrchestrationStatus status) => status
        is OrchestrationStatus.Completed
        or OrchestrationStatus.Failed
        or OrchestrationStatus.Canceled
        or OrchestrationStatus.Terminated;
}
