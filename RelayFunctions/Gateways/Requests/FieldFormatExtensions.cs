using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Requests;

internal static class FieldFormatExtensions
{
    /// <summary>Renders the fields that have a value, and a field for each item of a list.</summary>
    public static List<KeyValuePair<string, string>> Render(this IReadOnlyList<FieldFormat> fields, TemplateScope scope)
    {
        var pairs = new List<KeyValuePair<string, string>>(fields.Count);
        foreach (var field in fields)
        {
            foreach (var value in field.Value.RenderItems(scope))
                pairs.Add(KeyValuePair.Create(field.Name, value));
        }

        return pairs;
    }
}
