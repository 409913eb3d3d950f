using System.Text.Encodings.Web;
using System.Text.Json;
using RelayFunctions.Messages.Responses;

namespace RelayFunctions.Functions;

/// <summary>The JSON of responses that people read in a terminal, without escaped quotes.</summary>
internal static class ReadableJson
{
    /// <summary>For responses about gateways, indented.</summary>
    public static GatewayJson Gateways { get; } = new(new JsonSerializerOptions(Readable(GatewayJson.Default.Options))
    {
        WriteIndented = true,
        NewLine = "\n",
    });

    /// <summary>For responses about messages, in one line.</summary>
    public static MessageJson Messages { get; } = new(Readable(MessageJson.Default.Options));

    // No web page embeds the JSON, so quotes and angle brackets need no escaping.
    private static JsonSerializerOptions Readable(JsonSerializerOptions options) =>
        new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
