using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A form as <c>application/x-www-form-urlencoded</c>.</summary>
internal sealed class FormBody(IReadOnlyList<FieldFormat> fields) : BodyFormat
{
    public override RequestContent Render(TemplateScope scope)
    {
        using var content = new FormUrlEncodedContent(fields.Render(scope));
        return new RequestContent("application/x-www-form-urlencoded", content.ToBytes());
    }
}
