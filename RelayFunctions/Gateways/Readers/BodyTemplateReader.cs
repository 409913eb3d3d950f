using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>
/// Reads a gateway's <c>body</c>: one of <c>json</c>, <c>form</c>, <c>multipart</c>, <c>xml</c> and <c>text</c>.
/// </summary>
internal static class BodyTemplateReader
{
    private const string Key = "body";
    private const string ContentType = "contentType";
    private const string JsonType = "a JSON type, as in application/vnd.example+json: the name must contain json";

    private static readonly string[] Kinds = ["json", "form", "multipart", "xml", "text"];

    public static BodyTemplate? Read(SettingSection gateway, TemplateReader templates)
    {
        if (gateway.Section(Key) is not { } section)
            return null;

        BodyTemplate? body = section.OneOf(Kinds) switch
        {
            "json" => Json(section, templates),
            "form" => Form(section, templates),
            "multipart" => new MultipartBody(FieldReader.Read(section, "multipart", "the form's field", templates)),
            "xml" => Xml(section, templates),
            "text" => Text(section, templates),
            _ => null,
        };
        section.RejectUnknownKeys();
        return body;
    }

    private static JsonBody? Json(SettingSection section, TemplateReader templates)
    {
        var root = Part(section.Any("json"), section.Path.Under("json"), section.Faults, templates);
        var type = TypeOf(section, JsonBody.DefaultType, MediaTypes.IsJson, JsonType);
        if (CharsetOf(section, type) != TextCharset.Utf8)
            section.Fault(ContentType, "must have no other charset than utf-8 (RFC 8259)");
        return root is null ? null : new JsonBody(root, type);
    }

    private static JsonPart? Part(JsonNode? node, SettingPath path, FaultList faults, TemplateReader templates)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, _) in members.Where(member => TemplateText.IsMeantAsTemplate(member.Key)))
                    faults.Add(path.Under(name), TemplateReader.TemplateInName);
                return new JsonPart.Object(
                    [.. members.Select(member => KeyValuePair.Create(
                        member.Key, Part(member.Value, path.Under(member.Key), faults, templates)
                            ?? new JsonPart.Fixed(null)))]);
            case JsonArray items:
                return new JsonPart.List(
                    [.. items.Select((item, index) =>
                        Part(item, path.Under($"{index}"), faults, templates) ?? new JsonPart.Fixed(null))]);
            case JsonValue value when value.TryGetValue<string>(out var source):
                return templates.Parse(source, path, faults, path.Key, Escaping.None) is { } template
                    ? new JsonPart.Text(template)
                    : null;
            default:
                return new JsonPart.Fixed(node);
        }
    }

    private static TextBody? Xml(SettingSection section, TemplateReader templates)
    {
        if (section.String("xml") is not { } source)
            return null;

        if (XmlTemplateCheck.FaultOf(source) is { } fault)
            section.Fault("xml", fault);
        var type = TypeOf(section, "application/xml", MediaTypes.IsXml, "an XML type");
        var charset = CharsetOf(section, type);
        if (XmlTemplateCheck.EncodingOf(source) is { } declared)
        {
            if (TextCharset.Find(declared) is not { } known)
                section.Fault("xml", "declares an encoding that is not known");
            else if (section.Has(ContentType) && MediaTypes.CharsetOf(type) is not null && known.Name != charset.Name)
                section.Fault("xml", "declares another encoding than contentType");
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
        var type = TypeOf(
            section,
            "text/plain; charset=utf-8",
            MediaTypes.IsPlain,
            "a type of plain text; use json, form or xml for those");
        var charset = CharsetOf(section, type);
        return templates.Read(section, "text", "the body", Escaping.None) is { } template
            ? new TextBody(template, type, charset)
            : null;
    }

    private static FormBody Form(SettingSection section, TemplateReader templates)
    {
        var type = TypeOf(section, FormBody.DefaultType, MediaTypes.IsForm, "application/x-www-form-urlencoded");
        return new FormBody(
            FieldReader.Read(section, "form", "the form's field", templates), type, CharsetOf(section, type));
    }

    private static TextCharset CharsetOf(SettingSection section, string type)
    {
        if (MediaTypes.CharsetOf(type) is not { } name)
            return TextCharset.Utf8;

        if (TextCharset.Find(name) is { } charset)
            return charset;

        section.Fault(ContentType, "has a charset that is not known; IANA's names are, as in windows-1251");
        return TextCharset.Utf8;
    }

    private static string TypeOf(SettingSection section, string usual, Func<string, bool> fits, string what)
    {
        if (section.String(ContentType) is not { } type)
            return usual;

        if (!fits(type))
            section.Fault(ContentType, $"must be {what}");
        return type;
    }
}
