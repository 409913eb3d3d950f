using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayFunctions.Text;

/// <summary>The JSON of answers that people read in a terminal: in lines, and with quotes as they are.</summary>
internal static class ReadableJson
{
    // No web page is made of it, so that what a page would read as its own need not be escaped.
    public static RelayJson Context { get; } = new(new JsonSerializerOptions(RelayJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
