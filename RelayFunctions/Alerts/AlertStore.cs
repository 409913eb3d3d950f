using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RelayFunctions.Alerts;

/// <summary>
/// Stores the state of the alerts as the input of an orchestration that does nothing, which every Durable backend can
/// store.
/// </summary>
internal static class AlertStore
{
    /// <summary>The name of the orchestration whose input is the state.</summary>
    public const string Orchestration = "KeepAlertState";

    private const string Id = "alerts";

    /// <summary>Reads the state that was written last, and when; null for none.</summary>
    public static async Task<(AlertState? State, DateTimeOffset WrittenAt)> ReadAsync(
        DurableTaskClient client, CancellationToken cancellationToken)
    {
        var stored = await client.GetInstanceAsync(Id, getInputsAndOutputs: true, cancellationToken);
        if (stored is not { SerializedInput: { } json })
            return default;

        try
        {
            return (JsonSerializer.Deserialize(json, AlertJson.Default.AlertState), stored.CreatedAt);
        }
        catch (JsonException)
        {
            // Another version wrote the state: gateways that are in trouble now are reported again.
            return default;
        }
    }

    /// <summary>
    /// Writes the state. The previous orchestration of this server ended long ago: there is at most one a minute.
    /// </summary>
    public static Task WriteAsync(DurableTaskClient client, AlertState state) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            Orchestration, state, new StartOrchestrationOptions(Id), CancellationToken.None);

    /// <summary>Returns the state as it is written.</summary>
    public static string TextOf(AlertState state) => JsonSerializer.Serialize(state, AlertJson.Default.AlertState);

    /// <summary>Deletes the state, if there is one.</summary>
    public static Task DeleteAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        client.PurgeInstanceAsync(Id, cancellation: cancellationToken);
}
