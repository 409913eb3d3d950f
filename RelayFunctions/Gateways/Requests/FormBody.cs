using System.Text;
using System.Web;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A form as <c>application/x-www-form-urlencoded</c>.</summary>
internal sealed class FormBody(
    IReadOnlyList<FieldFormat> fields, string contentType, TextCharset charset) : BodyTemplate
{
    public const string DefaultType = "application/x-www-form-urlencoded";

    public override RequestContent Render(TemplateScope scope)
    {
        if (charset == TextCharset.Utf8)
        {
            using var content = new FormUrlEncodedContent(fields.Render(scope));
            return new RequestContent(contentType, content.ToBytes());
        }

        var pairs =
            from field in fields
            from value in field.Value.RenderItems(scope)
            select $"{HttpUtility.UrlEncode(field.Name)}={Escaped(field, value)}";
        return new RequestContent(contentType, Encoding.ASCII.GetBytes(string.Join('&', pairs))) { Charset = charset };
    }

    private string Escaped(FieldFormat field, string value) => HttpUtility.UrlEncode(
        charset.GetBytes(value) ?? throw field.Value.UnfitOutput(
            $"has a character that {charset.Name} lacks", charset.Lacks));
}
