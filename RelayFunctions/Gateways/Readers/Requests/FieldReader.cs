using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Readers.Values;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>
/// Reads an object of names and templates: a query, a form. An array of templates is a field for each of its items.
/// </summary>
internal static class FieldReader
{
    /// <param name="owner">The section that has the object.</param>
    /// <param name="key">Its key.</param>
    /// <param name="place">The name of a field's kind in errors, as in <c>the form's field</c>.</param>
    /// <param name="templates">Reads the values.</param>
    public static IReadOnlyList<FieldFormat> Read(
        SettingSection owner, string key, string place, TemplateReader templates)
    {
        var fields = new List<FieldFormat>();
        if (owner.Section(key) is not { } section)
            return fields;

        foreach (var name in section.Keys)
        {
            // A quote or a line break would end the name in a multipart form.
            if (name.Length == 0 || !PrintableAscii.IsAll(name) || name.Contains('"', StringComparison.Ordinal))
                section.Fault(name, "is not a field name: printable ASCII without quotes");
            else if (name == JsonBodyReader.If)
                section.Fault(name, "is only for objects of a JSON body; a field without a value is left out anyway");
            else if (TemplateText.IsMeantAsTemplate(name))
                section.Fault(name, TemplateReader.TemplateInName);
            else
                fields.AddRange(Values(section, name, place, templates).Select(value => new FieldFormat(name, value)));
        }

        return fields;
    }

    private static List<TextTemplate> Values(
        SettingSection section, string name, string place, TemplateReader templates)
    {
        var path = section.Path.Under(name);
        switch (section.Any(name))
        {
            case null:
                return [];
            case JsonArray { Count: 0 }:
            case var text when section.IsEmptyList(name, text):
                section.Fault(name, "must not be an empty array");
                return [];
            case JsonArray items:
                return [.. items.SelectMany((item, index) => Value(item, path.Under($"{index}"), "must be a string"))];
            case var node:
                return Value(node, path, "must be a string or an array of strings");
        }

        List<TextTemplate> Value(JsonNode? node, SettingPath at, string fault)
        {
            if (NodeText.Of(node) is not { } source)
            {
                section.Faults.Add(at, fault);
                return [];
            }

            if (source.Length == 0 && section.Faults.ReplacedAt(at) == JsonValueKind.Undefined)
                section.Faults.Warn(at, SettingText.EmptyWarning);
            if (templates.Parse(source, at, section.Faults, $"{place} {name}", Escaping.None) is { } template)
                return [template];
            return [];
        }
    }
}
