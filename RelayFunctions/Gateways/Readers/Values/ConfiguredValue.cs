using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>
/// Reads a value of any type. A value from configuration, which has only texts, takes the type of the file's value that
/// it replaces. If it replaces none, a text that looks like another type is a warning.
/// </summary>
internal static class ConfiguredValue
{
    /// <param name="node">The value.</param>
    /// <param name="path">Its path in the catalogue.</param>
    /// <param name="faults">Receives the fault of a value of another type.</param>
    public static JsonNode? Read(JsonNode? node, SettingPath path, FaultList faults)
    {
        if (faults.ReplacedAt(path) is not { } replaced)
            return node;

        var text = NodeText.Of(node);
        if ((node is not null && text is null) || (text is not null && TemplateText.HasTemplate(text)))
            return node;

        JsonElement? value = (replaced, text) switch
        {
            (JsonValueKind.Number, not null) => SettingText.Number(text),
            (JsonValueKind.True or JsonValueKind.False, not null) => SettingText.Boolean(text),
            _ => null,
        };
        if (value is { } typed)
            return JsonValue.Create(typed);

        if (replaced == JsonValueKind.Undefined)
            Warn(text, path, faults);
        else if (text is null || replaced != JsonValueKind.String)
            faults.Add(path, $"must be {Noun(replaced)}, as the value in gateways.json is");
        return node;
    }

    private static void Warn(string? text, SettingPath path, FaultList faults)
    {
        if (text is null)
        {
            faults.Warn(path, "is null, as an empty object of appsettings.json is; write an object in gateways.json");
        }
        else if (text.Length == 0)
        {
            faults.Warn(path, SettingText.EmptyWarning);
        }
        else if (TypeOf(text) is { } type)
        {
            faults.Warn(path, $"is sent as a text; write it in gateways.json for {type}");
        }
    }

    private static string? TypeOf(string text) =>
        SettingText.Number(text) is not null ? Noun(JsonValueKind.Number)
        : SettingText.Boolean(text) is not null ? Noun(JsonValueKind.True)
        : SettingText.IsNull(text) ? "null"
        : null;

    private static string Noun(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "a string",
    };
}
