using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Reads the text of a catalogue's file into a tree. Comments and trailing commas are allowed, since people write the
/// file by hand. A key that is specified twice is a fault, since one of the two would be ignored silently.
/// </summary>
internal static class CatalogueFile
{
    /// <summary>How deep objects and lists may be nested.</summary>
    public const int MaxDepth = 64;

    /// <summary>The key of the gateways.</summary>
    public const string Gateways = "gateways";

    /// <summary>The key of the alerts.</summary>
    public const string Alerts = "alerts";

    private const string SchemaKey = "$schema";

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = MaxDepth,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>
    /// The entries of each part by name, under <see cref="Gateways"/> and <see cref="Alerts"/>; empty, with a fault, if
    /// the text is not a catalogue.
    /// </summary>
    public static JsonObject Parse(string text, FaultList faults)
    {
        var parts = new JsonObject { [Gateways] = new JsonObject(), [Alerts] = new JsonObject() };
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                Read(document.RootElement, parts, faults);
            else
                faults.Add("must be a JSON object with the key 'gateways'");
        }
        catch (JsonException exception)
        {
            faults.Add(JsonFault.Describe(text, exception));
        }

        return parts;
    }

    private static void Read(JsonElement root, JsonObject parts, FaultList faults)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var before = faults.All.Count;
        foreach (var property in root.EnumerateObject())
        {
            JsonText.IsKey(property, out var key);
            if (key == SchemaKey)
                continue;

            if (!parts.ContainsKey(key))
                faults.Add(UnknownKey(key, property.Value));
            else if (!read.Add(key))
                faults.Add($"the key '{key}' is specified twice");
            else if (property.Value.ValueKind != JsonValueKind.Object)
                faults.Add($"'{key}' must be an object whose keys are the {key}' names");
            else
                parts[key] = Entries(property.Value, isAlerts: key == Alerts, faults);
        }

        if (!read.Contains(Gateways) && faults.All.Count == before)
            faults.Add("lacks the key 'gateways'");
    }

    private static string UnknownKey(string key, JsonElement value)
    {
        var question = NearestName.Question(key, [Gateways, Alerts]);
        var hint = question.Length == 0 && IsGateway(value) ? $"; a gateway belongs inside '{Gateways}'" : question;
        return $"unknown key '{key}'; the keys are '{Gateways}', '{Alerts}' and '{SchemaKey}'{hint}";
    }

    private static bool IsGateway(JsonElement value) => HasKey(value, "url") || HasKey(value, "preset");

    private static bool HasKey(JsonElement value, string key) => value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().Any(member => JsonText.IsKey(member, out var name) && name == key);

    // A gateway or an alert may have such a name, and configuration may give it its url: only what certainly is the
    // part counts.
    private static bool IsMisplacedPart(string name, JsonElement value, bool isAlerts) => !IsGateway(value)
        && name switch
        {
            Gateways => AnyMember(value, IsGateway),
            Alerts when !isAlerts => AnyMember(value, alert => HasKey(alert, "gateway")),
            SchemaKey => value.ValueKind != JsonValueKind.Object,
            _ => false,
        };

    private static bool AnyMember(JsonElement value, Predicate<JsonElement> isWanted) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any(member => isWanted(member.Value));

    private static JsonObject Entries(JsonElement element, bool isAlerts, FaultList faults)
    {
        var entries = new JsonObject();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in element.EnumerateObject())
        {
            var isText = JsonText.IsKey(property, out var name);
            var path = new SettingPath(name, IsAlert: isAlerts);
            if (!isText)
                faults.Add(path, $"the key {JsonText.NotTextFault}");
            else if (IsMisplacedPart(name, property.Value, isAlerts))
                faults.Add(path, $"belongs beside '{(isAlerts ? Alerts : Gateways)}', not inside it");
            else if (!names.Add(name))
                faults.Add(path, "is specified twice; names that differ only in case are the same");
            else
                entries.Add(name, Copy(property.Value, path, faults));
        }

        return entries;
    }

    private static JsonNode? Copy(JsonElement element, SettingPath path, FaultList faults) => element.ValueKind switch
    {
        JsonValueKind.Object => CopyObject(element, path, faults),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(item => Copy(item, path, faults))]),
        JsonValueKind.String => CopyText(element, path, faults),
        _ => JsonSerializer.SerializeToNode(element, NodeJson.Default.JsonElement),
    };

    private static JsonValue CopyText(JsonElement element, SettingPath path, FaultList faults)
    {
        var text = JsonText.Of(element);
        if (text is null)
            faults.Add(path, JsonText.NotTextFault);
        return JsonValue.Create(text ?? "");
    }

    private static JsonObject CopyObject(JsonElement element, SettingPath path, FaultList faults)
    {
        var copy = new JsonObject();
        foreach (var property in element.EnumerateObject())
        {
            var isText = JsonText.IsKey(property, out var key);
            if (!isText)
                faults.Add(path.Under(key), $"the key {JsonText.NotTextFault}");
            else if (copy.ContainsKey(key))
                faults.Add(path.Under(key), "is specified twice");
            else
                copy.Add(key, Copy(property.Value, path.Under(key), faults));
        }

        return copy;
    }
}
