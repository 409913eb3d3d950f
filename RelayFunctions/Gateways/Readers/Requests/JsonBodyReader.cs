using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>Reads the bodies <c>json</c> and <c>ndjson</c>.</summary>
internal static class JsonBodyReader
{
    /// <summary>The member of an object that has its condition.</summary>
    public const string If = "$if";

    private const string Lines = "ndjson";
    private const string JsonType = "a JSON type, as in application/vnd.example+json: the name must contain json";

    public static JsonBody? Read(SettingSection section, TemplateReader templates)
    {
        var node = section.Any("json");
        if (node is JsonObject members && members.ContainsKey(If))
            section.Faults.Add(section.Path.Under("json").Under(If), "can't be here: the whole body is never left out");
        var root = Part(node, section.Path.Under("json"), section.Faults, templates);
        var type = TypeOf(section, JsonBody.DefaultType);
        return root is null ? null : new JsonBody(root, type);
    }

    public static NdjsonBody? ReadLines(SettingSection section, TemplateReader templates)
    {
        var type = TypeOf(section, NdjsonBody.DefaultType);
        if (section.Any(Lines) is not { } node)
            return null;

        if (node is not JsonArray items)
        {
            section.Fault(
                Lines, $"must be a list of JSON values, each of which becomes a line{SectionExamples.Of(Lines)}");
        }
        else if (items.Count == 0)
        {
            section.Fault(Lines, "is an empty list");
        }
        else
        {
            return new NdjsonBody(Parts(items, section.Path.Under(Lines), section.Faults, templates), type);
        }

        return null;
    }

    private static string TypeOf(SettingSection section, string usual)
    {
        var type = ContentTypeReader.Read(section, usual, MediaTypes.IsJson, JsonType);
        if (ContentTypeReader.CharsetOf(section, type) != TextCharset.Utf8)
            section.Fault(ContentTypeReader.Key, "must have no other charset than utf-8 (RFC 8259)");
        return type;
    }

    private static JsonPart? Part(JsonNode? given, SettingPath path, FaultList faults, TemplateReader templates)
    {
        var node = ConfiguredValue.Read(given, path, faults);
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, _) in members)
                {
                    if (TemplateText.IsMeantAsTemplate(name))
                        faults.Add(path.Under(name), TemplateReader.TemplateInName);
                    else if (name != If && name.Equals(If, StringComparison.OrdinalIgnoreCase))
                        faults.Add(path.Under(name), $"must be {If}, in lower case");
                }

                var isOptional = members.TryGetPropertyValue(If, out var condition);
                var parts = isOptional ? templates.Optional() : templates;
                return new JsonPart.Object(
                    [.. members.Where(member => member.Key != If).Select(member => KeyValuePair.Create(
                        member.Key, PartOrNull(member.Value, path.Under(member.Key), faults, parts)))],
                    isOptional ? Condition(condition, path.Under(If), faults, templates) : null);
            case JsonArray items:
                return new JsonPart.List(Parts(items, path, faults, templates));
            case JsonValue value when value.TryGetValue<string>(out var source):
                return templates.Parse(source, path, faults, path.Key, Escaping.None) is { } template
                    ? new JsonPart.Text(template)
                    : null;
            default:
                return new JsonPart.Fixed(node) { IsSecret = templates.AddSecret(node, path, faults) };
        }
    }

    private static TextTemplate? Condition(
        JsonNode? node, SettingPath path, FaultList faults, TemplateReader templates)
    {
        string? source = null;
        var template = node is JsonValue value && value.TryGetValue(out source)
            ? templates.Parse(source, path, faults, path.Key, Escaping.None)
            : null;
        // Otherwise the text has a fault already.
        if (source is null || template?.IsOneValue == false)
            faults.Add(path, "must be a string with one expression, as in \"{{ parameters.title }}\"");
        return template;
    }

    private static IReadOnlyList<JsonPart> Parts(
        JsonArray items, SettingPath path, FaultList faults, TemplateReader templates) =>
        [.. items.Select((item, index) => PartOrNull(item, path.Under($"{index}"), faults, templates))];

    private static JsonPart PartOrNull(JsonNode? node, SettingPath path, FaultList faults, TemplateReader templates) =>
        Part(node, path, faults, templates) ?? new JsonPart.Fixed(null);
}
