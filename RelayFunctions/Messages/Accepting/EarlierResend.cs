using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Accepting;

/// <summary>
/// Finds the message by which a version before 2026-11-29 sent one with an idempotency key again. That version derived
/// the new id from the key's id alone.
/// </summary>
internal static class EarlierResend
{
    /// <summary>Returns the id of that message; null if there is none.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="id">The message that is sent again.</param>
    /// <param name="acceptedAt">When it was accepted.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<string?> FindAsync(
        DurableTaskClient client, string id, DateTimeOffset acceptedAt, CancellationToken cancellationToken)
    {
        if (MessageId.OfEarlierResend(id) is not { } earlier)
            return null;

        var found = await client.GetInstanceAsync(earlier, getInputsAndOutputs: true, cancellationToken);
        // An older one belongs to a message that was deleted before the key was used again.
        return found is { } instance && MessageStatusReader.ReadDelivery(instance)?.AcceptedAt >= acceptedAt
            ? earlier
            : null;
    }
}
