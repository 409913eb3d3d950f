using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>Converts between the types of the client and those of the framework.</summary>
internal static class CoreConversions
{
    /// <summary>The two enumerations give the same names the same numbers, as a test checks.</summary>
    public static OrchestrationStatus ToCore(this OrchestrationRuntimeStatus status) => (OrchestrationStatus)status;

    public static OrchestrationRuntimeStatus ToRuntimeStatus(this OrchestrationStatus status) =>
        (OrchestrationRuntimeStatus)status;

    public static TaskFailureDetails? ToTaskFailureDetails(this FailureDetails? details) => details is null
        ? null
        : new TaskFailureDetails(
            details.ErrorType,
            details.ErrorMessage,
            details.StackTrace,
            details.InnerFailure.ToTaskFailureDetails(),
            details.Properties);
}
