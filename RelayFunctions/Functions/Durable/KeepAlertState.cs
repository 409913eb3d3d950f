using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RelayFunctions.Alerts;

namespace RelayFunctions.Functions.Durable;

/// <summary>
/// An orchestration that does nothing: its input is the state of the alerts, kept by the store of the messages.
/// </summary>
public static class KeepAlertState
{
    /// <summary>Ends immediately.</summary>
    [Function(AlertStore.Orchestration)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;
}
