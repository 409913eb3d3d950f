using DurableTask.Core;

namespace EmbeddedFunctions.Durable.Checks;

/// <summary>Rejects an orchestration service that can't run durable functions.</summary>
internal static class OrchestrationServiceChecks
{
    /// <summary>Returns the service that the app's factory has made.</summary>
    /// <exception cref="StartRefusedException">It is null, or can't serve clients.</exception>
    public static IOrchestrationService Require(IOrchestrationService? service) => service switch
    {
        IOrchestrationServiceClient => service,
        null => throw new StartRefusedException(
            $"The factory that {nameof(EmbeddedFunctionsApplicationBuilder.UseOrchestrationService)} was given "
                + "returned null."),
        _ => throw new StartRefusedException(
            $"The orchestration service {service.GetType()} can't be used: it isn't an "
                + $"{nameof(IOrchestrationServiceClient)}."),
    };
}
