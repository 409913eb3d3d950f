using System.Buffers;
using System.Text.Json;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>The body for a gateway that does not define one: <c>{"message": "..."}</c>.</summary>
internal sealed class PlainBody : BodyTemplate
{
    public static readonly PlainBody Instance = new();

    private static readonly JsonEncodedText Message = JsonEncodedText.Encode(TemplateVariables.Message);

    private PlainBody()
    {
    }

    public override RequestContent Render(TemplateScope scope)
    {
        var text = scope.Message;
        var buffer = new ArrayBufferWriter<byte>(text.Length + 32);
        using (var writer = new Utf8JsonWriter(buffer, JsonBody.Options))
        {
            writer.WriteStartObject();
            writer.WriteString(Message, text);
            writer.WriteEndObject();
        }

        return new RequestContent(JsonBody.DefaultType, buffer.WrittenMemory);
    }
}
