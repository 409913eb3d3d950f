using System.Buffers;
using System.Text.Json;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>
/// JSON values whose strings are templates, each in a line that ends in a line feed. A line that is a single expression
/// without a value is left out.
/// </summary>
internal sealed class NdjsonBody(IReadOnlyList<JsonPart> lines, string contentType) : BodyTemplate
{
    public const string DefaultType = "application/x-ndjson";

    public override RequestContent Render(TemplateScope scope)
    {
        var buffer = new ArrayBufferWriter<byte>(scope.Message.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer, JsonBody.Options))
        {
            foreach (var line in lines)
            {
                if (line.Prepare(scope) is not { } write)
                    continue;

                write(writer);
                writer.Flush();
                writer.Reset();
                buffer.Write("\n"u8);
            }
        }

        return new RequestContent(contentType, buffer.WrittenMemory);
    }
}
