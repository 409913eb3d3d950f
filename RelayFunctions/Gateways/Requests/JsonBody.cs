using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A JSON value whose strings are templates; everything else in it stays as it is.</summary>
internal sealed class JsonBody(JsonPart root, string contentType) : BodyTemplate
{
    public const string DefaultType = "application/json";

    /// <summary>Escapes what JSON requires and no more: the body is never a part of a web page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override RequestContent Render(TemplateScope scope)
    {
        var buffer = new ArrayBufferWriter<byte>(scope.Message.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            if (root.Prepare(scope) is { } write)
                write(writer);
            else
                writer.WriteNullValue();
        }

        return new RequestContent(contentType, buffer.WrittenMemory);
    }
}
