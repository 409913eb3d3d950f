using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayFunctions.Gateways.Sending;

/// <summary>The body <c>{"message": "..."}</c>.</summary>
internal static class MessageBody
{
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");

    // Escapes what JSON requires and no more: the body is never a part of a web page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpContent Create(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 32);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString(Message, text);
            writer.WriteEndObject();
        }

        return new ReadOnlyMemoryContent(buffer.WrittenMemory)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
    }
}
