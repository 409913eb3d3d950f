using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Accepting;

/// <summary>
/// Finds the copy of a message with an idempotency key that a version before 2026-11-29 created. That version derived
/// the copy's id from the original id alone.
/// </summary>
internal static class EarlierResend
{
    /// <summary>Returns the copy's id; null if there is none.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="id">The id of the original.</param>
    /// <param name="acceptedAt">When the original was accepted.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<string?> FindAsync(
        DurableTaskClient client, string id, DateTimeOffset acceptedAt, CancellationToken cancellationToken)
    {
        if (MessageId.OfEarlierResend(id) is not { } earlier)
            return null;

        var found = await client.GetInstanceAsync(earlier, getInputsAndOutputs: true, cancellationToken);
        // An older copy belongs to a message that was deleted before the key was used again.
        return found is { } instance && MessageStatusReader.ReadDelivery(instance)?.AcceptedAt >= acceptedAt
            ? earlier
            : null;
    }
}
