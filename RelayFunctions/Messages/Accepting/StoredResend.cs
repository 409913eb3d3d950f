using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;

namespace RelayFunctions.Messages.Accepting;

/// <summary>Finds the message by which an ended one was sent again.</summary>
internal static class StoredResend
{
    /// <summary>Returns its id; null if there is none.</summary>
    /// <param name="client">The client of the store.</param>
    /// <param name="message">The message that has ended.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<string?> FindAsync(
        DurableTaskClient client, MessageDelivery message, string id, CancellationToken cancellationToken)
    {
        var resend = MessageId.OfResend(id, message.AcceptedAt);
        return await client.GetInstanceAsync(resend, getInputsAndOutputs: false, cancellationToken) is not null
            ? resend
            : await EarlierResend.FindAsync(client, message, id, cancellationToken);
    }
}
