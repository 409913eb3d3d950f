using DurableTask.Core;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>The statuses of instances that have not ended.</summary>
internal static class InstanceStatuses
{
    /// <summary>
    /// The statuses under which the host does not reuse an instance's id
    /// (<c>overridableExistingInstanceStates: NonRunningStates</c>).
    /// </summary>
    public static OrchestrationStatus[] Live { get; } =
        [OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended];

    /// <summary>Whether an instance of this status has not ended.</summary>
    public static bool IsLive(this OrchestrationStatus status) => Live.Contains(status);
}
