using DurableTask.Core;
using DurableTask.Sqlite.Searching;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Messages.Listing;

namespace RelayServer.Storage;

/// <summary>Computes the keys by which the store indexes messages: gateway, status and time of acceptance.</summary>
internal static class MessageSearchKeys
{
    /// <summary>The keys of a message; null for an orchestration that is not a message.</summary>
    public static SearchKeys? Of(OrchestrationState state)
    {
        if (state.Name != MessageDelivery.Orchestration)
            return null;

        var keys = MessageKeys.Of(new OrchestrationMetadata(state.Name, state.OrchestrationInstance.InstanceId)
        {
            // Both libraries give the statuses the same numbers.
            RuntimeStatus = (OrchestrationRuntimeStatus)state.OrchestrationStatus,
            CreatedAt = state.CreatedTime,
            LastUpdatedAt = state.LastUpdatedTime,
            SerializedInput = state.Input,
            SerializedOutput = state.Output,
            SerializedCustomStatus = state.Status,
        });
        return keys is null
            ? null
            : new SearchKeys(keys.Gateway, MessageSearchStates.Of(keys.Status, keys.Kind), keys.AcceptedAt.UtcDateTime);
    }
}
