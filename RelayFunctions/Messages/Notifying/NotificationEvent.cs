using System.Text.Json;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Notifying;

/// <summary>The content of a notification: the payload that Standard Webhooks recommends.</summary>
/// <param name="Type">What happened, as in <c>message.delivered</c>.</param>
/// <param name="Timestamp">When the message ended.</param>
/// <param name="Data">The message as <c>GET /messages/{id}</c> shows it then.</param>
internal sealed record NotificationEvent(string Type, DateTimeOffset Timestamp, MessageStatus Data)
{
    /// <summary>Returns the JSON of the event of a message's end.</summary>
    public static string Of(MessageStatus ended, DateTimeOffset endedAt) => JsonSerializer.Serialize(
        new NotificationEvent($"message.{ended.Status.ToString().ToLowerInvariant()}", endedAt, ended),
        NotificationJson.Default.NotificationEvent);
}
