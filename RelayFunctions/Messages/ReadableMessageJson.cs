using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayFunctions.Messages;

/// <summary>The JSON of responses that hold texts of Relay or of a gateway, with quotes as they are.</summary>
internal static class ReadableMessageJson
{
    // No web page embeds it, so that quotes and angle brackets need no escaping.
    public static MessageJson Context { get; } = new(new JsonSerializerOptions(MessageJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
