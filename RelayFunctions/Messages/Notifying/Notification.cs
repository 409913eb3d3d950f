using RelayFunctions.Delivery;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Notifying;

/// <summary>
/// Creates the notification of a message's end: a separate message, with attempts like any other, that names its
/// message.
/// </summary>
internal static class Notification
{
    /// <summary>
    /// Returns the notification of a message's end; null if there is none. A notification causes no further one.
    /// </summary>
    /// <param name="id">The message's id.</param>
    /// <param name="delivery">The message's delivery.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="now">When it ended.</param>
    public static MessageDelivery? Of(string id, MessageDelivery delivery, DeliveryResult result, DateTimeOffset now)
    {
        if (delivery.NotifiedAfter(delivery.Gateway) is not { } gateway)
            return null;

        var text = NotificationEvent.Of(MessageStatusReader.ReadEnd(id, delivery, result, now), now);
        return new MessageDelivery(text, gateway, now)
        {
            NotificationOf = id,
            Alert = delivery.Alert,
            CallbackUrl = delivery.CallbackUrl,
            TraceParent = delivery.TraceParent,
        };
    }
}
