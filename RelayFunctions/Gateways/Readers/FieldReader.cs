using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads an object of names and templates: a query, a form.</summary>
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
            else if (TemplateText.IsMeantAsTemplate(name))
                section.Fault(name, TemplateReader.TemplateInName);
            else if (templates.Read(section, name, $"{place} {name}", Escaping.None) is { } value)
                fields.Add(new FieldFormat(name, value));
        }

        return fields;
    }
}
