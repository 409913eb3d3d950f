using System.Text;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A form as <c>multipart/form-data</c> (RFC 7578), all of whose fields are text.</summary>
internal sealed class MultipartBody(IReadOnlyList<FieldFormat> fields) : BodyTemplate
{
    public override RequestContent Render(TemplateScope scope)
    {
        // Random, so that no message can contain it.
        var boundary = $"relay-{Guid.NewGuid():N}";
        using var content = new MultipartFormDataContent(boundary);
        foreach (var (name, value) in fields.Render(scope))
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"\"{name}\"");
        return new RequestContent($"multipart/form-data; boundary={boundary}", content.ToBytes());
    }
}
