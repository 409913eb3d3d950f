using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

/// <summary>Which statuses are final, and which an instance can still leave.</summary>
internal static class OrchestrationStatuses
{
    public static OrchestrationStatus[] Active { get; } =
        [OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended];

    public static OrchestrationStatus[] Final { get; } =
    [
        OrchestrationStatus.Completed,
        OrchestrationStatus.Failed,
        OrchestrationStatus.Canceled,
        OrchestrationStatus.Terminated,
    ];

    public static bool IsFinal(this OrchestrationStatus status) => Array.IndexOf(Final, status) >= 0;
}
