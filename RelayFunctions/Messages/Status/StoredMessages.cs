using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Status;

/// <summary>Reads the orchestrations of messages from the store.</summary>
internal static class StoredMessages
{
    /// <summary>
    /// Reads the orchestration of a message, with its input and output; null if there is no such message.
    /// </summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="id">The id as a caller writes it, in either case (RFC 9562); the store has lower case.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<OrchestrationMetadata?> FindAsync(
        DurableTaskClient client, string id, CancellationToken cancellationToken) =>
        id.ToLowerInvariant() is var known && MessageId.IsValid(known)
            ? await client.GetInstanceAsync(known, getInputsAndOutputs: true, cancellationToken)
            : null;
}
