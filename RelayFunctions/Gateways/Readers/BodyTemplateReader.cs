using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>
/// Reads a gateway's <c>body</c>: one of <c>json</c>, <c>ndjson</c>, <c>form</c>, <c>multipart</c>, <c>xml</c> and
/// <c>text</c>.
/// </summary>
internal static class BodyTemplateReader
{
    private const string Key = "body";

    private static readonly string[] Kinds = ["json", "ndjson", "form", "multipart", "xml", "text"];

    public static BodyTemplate? Read(SettingSection gateway, TemplateReader templates)
    {
        if (gateway.Section(Key) is not { } section)
            return null;

        BodyTemplate? body = section.OneOf(Kinds) switch
        {
            "json" => JsonBodyReader.Read(section, templates),
            "ndjson" => JsonBodyReader.ReadLines(section, templates),
            "form" => Form(section, templates),
            "multipart" => new MultipartBody(FieldReader.Read(section, "multipart", "the form's field", templates)),
            "xml" => Xml(section, templates),
            "text" => Text(section, templates),
            _ => null,
        };
        section.RejectUnknownKeys();
        return body;
    }

    private static TextBody? Xml(SettingSection section, TemplateReader templates)
    {
        if (section.String("xml") is not { } source)
            return null;

        if (XmlTemplateCheck.FaultOf(source) is { } fault)
            section.Fault("xml", fault);
        var type = ContentTypeReader.Read(section, "application/xml", MediaTypes.IsXml, "an XML type");
        var charset = ContentTypeReader.CharsetOf(section, type);
        if (XmlTemplateCheck.EncodingOf(source) is { } declared)
        {
            if (TextCharset.Find(declared) is not { } known)
                section.Fault("xml", "declares an encoding that is not known");
            else if (section.Has(ContentTypeReader.Key)
                && MediaTypes.CharsetOf(type) is not null
                && known.Name != charset.Name)
            {
                section.Fault("xml", "declares another encoding than contentType");
            }
            else
                charset = known;
        }

        return templates.Read(section, "xml", "the body", Escaping.Xml) is { } template
            ? new TextBody(template, type, charset)
            : null;
    }

    private static TextBody? Text(SettingSection section, TemplateReader templates)
    {
        // A plain text does not escape values, so in a format with syntax they could be read as such.
        var type = ContentTypeReader.Read(
            section,
            "text/plain; charset=utf-8",
            MediaTypes.IsPlain,
            "a type of plain text; use json, ndjson, form or xml for those");
        var charset = ContentTypeReader.CharsetOf(section, type);
        return templates.Read(section, "text", "the body", Escaping.None) is { } template
            ? new TextBody(template, type, charset)
            : null;
    }

    private static FormBody Form(SettingSection section, TemplateReader templates)
    {
        var type = ContentTypeReader.Read(
            section, FormBody.DefaultType, MediaTypes.IsForm, "application/x-www-form-urlencoded");
        return new FormBody(
            FieldReader.Read(section, "form", "the form's field", templates),
            type,
            ContentTypeReader.CharsetOf(section, type));
    }
}
