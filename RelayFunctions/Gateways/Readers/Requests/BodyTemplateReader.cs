using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Requests;

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
            {
                section.Fault("xml", "declares an encoding that is not known");
            }
            else if (section.Has(ContentTypeReader.Key)
                && MediaTypes.CharsetOf(type) is not null
                && known.Name != charset.Name)
            {
                section.Fault("xml", "declares another encoding than contentType");
            }
            else
            {
                charset = known;
            }
        }

        return Body(section, "xml", templates, Escaping.Xml, type, charset);
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
        return Body(section, "text", templates, Escaping.None, type, charset);
    }

    private static TextBody? Body(
        SettingSection section,
        string key,
        TemplateReader templates,
        Func<string, string> escape,
        string type,
        TextCharset charset)
    {
        if (templates.Read(section, key, "the body", escape) is not { } template)
            return null;

        if (!Lacks(charset, templates.KnownParts(template)))
            return new TextBody(template, type, charset);

        section.Fault(key, $"has a character that {charset.Name} lacks");
        return null;
    }

    private static FormBody? Form(SettingSection section, TemplateReader templates)
    {
        var type = ContentTypeReader.Read(
            section, FormBody.DefaultType, MediaTypes.IsForm, "application/x-www-form-urlencoded");
        var charset = ContentTypeReader.CharsetOf(section, type);
        var fields = FieldReader.Read(section, "form", "the form's field", templates);
        string[] unfit =
            [.. fields.Where(field => Lacks(charset, templates.KnownParts(field.Value))).Select(field => field.Name)];
        foreach (var name in unfit)
            section.Faults.Add(section.Path.Under("form").Under(name), $"has a character that {charset.Name} lacks");
        return unfit.Length > 0 ? null : new FormBody(fields, type, charset);
    }

    private static bool Lacks(TextCharset charset, IEnumerable<string?> parts) =>
        parts.Any(part => part is not null && charset.Lacks(part));
}
