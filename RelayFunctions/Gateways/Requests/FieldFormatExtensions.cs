using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

internal static class FieldFormatExtensions
{
    /// <summary>Renders the fields and keeps those that have a value.</summary>
    public static List<KeyValuePair<string, string>> Render(this IReadOnlyList<FieldFormat> fields, TemplateScope scope)
    {
        var pairs = new List<KeyValuePair<string, string>>(fields.Count);
        foreach (var field in fields)
        {
            if (field.Render(scope) is { } value)
                pairs.Add(KeyValuePair.Create(field.Name, value));
        }

        return pairs;
    }
}
