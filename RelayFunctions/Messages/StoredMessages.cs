using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages;

/// <summary>Reads the orchestrations of messages from the store.</summary>
internal static class StoredMessages
{
    /// <summary>
    /// Reads the orchestration of a message, with its input and output; null if there is no such message.
    /// </summary>
    public static async Task<OrchestrationMetadata?> FindAsync(
        DurableTaskClient client, string id, CancellationToken cancellationToken) =>
        MessageId.IsValid(id) ? await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken) : null;
}
