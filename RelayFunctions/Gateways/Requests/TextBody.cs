using System.Text;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A body that is one template: XML, whose values are escaped, or text, where nothing has a meaning.</summary>
internal sealed class TextBody(TextTemplate template, string contentType) : BodyFormat
{
    public override RequestContent Render(TemplateScope scope) =>
        new(contentType, Encoding.UTF8.GetBytes(template.Render(scope)));
}
