using Microsoft.DurableTask.Client;

namespace RelayFunctions.Messages.Accepting;

/// <summary>Finds the copy of an ended message.</summary>
internal static class StoredResend
{
    /// <summary>Returns the copy's id; null if there is none.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="id">The id of the original.</param>
    /// <param name="acceptedAt">When the original was accepted.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<string?> FindAsync(
        DurableTaskClient client, string id, DateTimeOffset acceptedAt, CancellationToken cancellationToken)
    {
        var resend = MessageId.OfResend(id, acceptedAt);
        return await client.GetInstanceAsync(resend, getInputsAndOutputs: false, cancellationToken) is not null
            ? resend
            : await EarlierResend.FindAsync(client, id, acceptedAt, cancellationToken);
    }
}
