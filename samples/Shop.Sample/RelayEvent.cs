using System.Text.Json;

namespace Shop.Sample;

/// <summary>The notification of a message's end.</summary>
/// <param name="Type">What happened, such as <c>message.delivered</c>.</param>
/// <param name="Data">The message.</param>
internal sealed record RelayEvent(string Type, EndedMessage Data)
{
    /// <exception cref="JsonException">It is not a notification.</exception>
    public static RelayEvent Parse(string body) =>
        JsonSerializer.Deserialize<RelayEvent>(body, JsonSerializerOptions.Web)
        ?? throw new JsonException("The notification is empty.");
}

/// <summary>A message that has ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">delivered, failed, cancelled or expired.</param>
internal sealed record EndedMessage(string Id, string Status);
