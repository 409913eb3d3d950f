using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A body that is one template: XML, whose values are escaped, or plain text, whose values are not.</summary>
internal sealed class TextBody(TextTemplate template, string contentType, TextCharset charset) : BodyTemplate
{
    public override RequestContent Render(TemplateScope scope)
    {
        var text = charset.GetBytes(template.Render(scope))
            ?? throw template.UnfitOutput($"has a character that {charset.Name} lacks", charset.Lacks);
        byte[] body = charset.Mark is [] ? text : [.. charset.Mark, .. text];
        return new RequestContent(contentType, body) { Charset = charset };
    }
}
