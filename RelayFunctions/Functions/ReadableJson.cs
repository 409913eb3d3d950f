using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayFunctions.Functions;

/// <summary>The JSON of responses that people read in a terminal: indented, with quotes as they are.</summary>
internal static class ReadableJson
{
    // No web page embeds it, so that quotes and angle brackets need no escaping.
    public static GatewayJson Context { get; } = new(new JsonSerializerOptions(GatewayJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
