using System.Text.Json;
using System.Text.Json.Serialization;

namespace Peers;

/// <summary>A message as <c>POST /send_message</c> has it.</summary>
public sealed record Message(
    [property: JsonPropertyName("message")] string Text, [property: JsonPropertyName("gateway")] string Gateway)
{
    /// <summary>Reads the body of a request with any content type, as Relay does.</summary>
    public static async ValueTask<Message> ReadAsync(HttpRequest request) =>
        (await JsonSerializer.DeserializeAsync<Message>(request.Body, cancellationToken: request.HttpContext.RequestAborted))!;
}
