using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// The text of a catalogue's file as a tree. Comments and trailing commas are welcome, since people write it by hand;
/// a key that stands twice is not, since one of the two would be ignored without a word.
/// </summary>
internal static class CatalogueFile
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The entries by name; empty, with a fault, where the text is no catalogue.</summary>
    public static JsonObject Parse(string text, FaultList faults)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Entries(document.RootElement, faults);

            faults.Add("must be a JSON object with the key 'gateways'");
        }
        catch (JsonException exception)
        {
            faults.Add($"is not JSON, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }

        return [];
    }

    private static JsonObject Entries(JsonElement root, FaultList faults)
    {
        JsonObject? entries = null;
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals("$schema"))
                continue;

            if (!property.NameEquals("gateways"))
                faults.Add($"unknown key '{property.Name}'; the keys are 'gateways' and '$schema'");
            else if (entries is not null)
                faults.Add("the key 'gateways' stands twice");
            else if (property.Value.ValueKind != JsonValueKind.Object)
                faults.Add("'gateways' must be an object whose keys are the gateways' names");
            else
                entries = Gateways(property.Value, faults);
        }

        if (entries is null && faults.All.Count == 0)
            faults.Add("lacks the key 'gateways'");
        return entries ?? [];
    }

    private static JsonObject Gateways(JsonElement element, FaultList faults)
    {
        var entries = new JsonObject();
        foreach (var property in element.EnumerateObject())
        {
            var path = new SettingPath(property.Name);
            if (entries.Any(entry => string.Equals(entry.Key, property.Name, StringComparison.OrdinalIgnoreCase)))
                faults.Add(path, "stands twice; names that differ in case alone count as one");
            else
                entries.Add(property.Name, Copy(property.Value, path, faults));
        }

        return entries;
    }

    private static JsonNode? Copy(JsonElement element, SettingPath path, FaultList faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return JsonSerializer.SerializeToNode(element, RelayJson.Default.JsonElement);

        var copy = new JsonObject();
        foreach (var property in element.EnumerateObject())
        {
            if (copy.ContainsKey(property.Name))
                faults.Add(path.Under(property.Name), "stands twice");
            else
                copy.Add(property.Name, Copy(property.Value, path.Under(property.Name), faults));
        }

        return copy;
    }
}
