using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Lays a setting and those below it over a value of the file: objects key by key, lists item by item.
/// </summary>
/// <param name="faults">Receives the faults, and which values came from configuration.</param>
internal sealed class ValueOverlay(FaultList faults)
{
    private static readonly string[] SecretParts = ["secrets.", "auth."];

    /// <summary>Returns the value with the settings; what they do not give stays as it is.</summary>
    /// <param name="under">The file's value; null for none.</param>
    /// <param name="over">The setting.</param>
    /// <param name="path">The value's path in the catalogue.</param>
    public JsonNode? Lay(JsonNode? under, IConfigurationSection over, SettingPath path)
    {
        var children = over.GetChildren().ToArray();
        var setting = SettingNames.AsVariable(over.Path);
        if (children.Length == 0)
            return Text(under, over.Value, setting, path);

        // An empty list of appsettings.json is an empty text.
        if (over.Value?.Length > 0)
            faults.Warn(setting, $"has no effect beside the settings {setting}__...");
        if (path.Key.Count(character => character == '.') >= CatalogueFile.MaxDepth)
        {
            faults.Add(path, $"is nested more than {CatalogueFile.MaxDepth} deep");
            return null;
        }

        if (under is null)
            faults.MarkFromSettings(path);
        return under is JsonArray || (under is not JsonObject && children.All(child => IndexOf(child) is not null))
            ? Items(under, children, path)
            : Members(under, children, path);
    }

    private JsonNode? Text(JsonNode? under, string? text, string setting, SettingPath path)
    {
        // Both {} and null of appsettings.json are null.
        if (text is null && under is JsonObject members)
        {
            if (members.Count > 0)
                faults.Add(path, $"setting {setting} is null or an empty object: remove it, or give it keys");
            return under.DeepClone();
        }

        faults.MarkFromSettings(path, KindOf(under, isNull: text is null));
        return JsonValue.Create(IsSecret(path) ? Trimmed(text, path) : text);
    }

    // A template of the file can have a value of any type.
    private static JsonValueKind KindOf(JsonNode? under, bool isNull) => under?.GetValueKind() switch
    {
        null => JsonValueKind.Undefined,
        JsonValueKind.String when !isNull && TemplateText.HasTemplate(under.GetValue<string>()) =>
            JsonValueKind.Undefined,
        { } kind => kind,
    };

    private JsonNode Items(JsonNode? under, IConfigurationSection[] children, SettingPath path)
    {
        faults.MarkFromSettings(path);
        var items = under is JsonArray existing ? existing.DeepClone().AsArray() : [];
        foreach (var child in children.OrderBy(child => IndexOf(child) ?? int.MaxValue))
        {
            var at = path.Under(child.Key);
            var next = path.Under($"{items.Count}").AsSetting;
            if (IndexOf(child) is not { } index)
                AddFault(at, $"is not the index of an item, as in {path.Under("0").AsSetting}");
            else if (index > items.Count && items.Count == 0)
                AddFault(path, $"lacks its first item, {next}");
            else if (index > items.Count)
                AddFault(at, $"is beyond the end of the list, whose next item is {next}");
            else if (index == items.Count)
                items.Add(Lay(null, child, at));
            else
                items[index] = Lay(items[index], child, at);
        }

        // Without a valid index, the file's value stays.
        return items.Count == 0 && under is not null ? under.DeepClone() : items;
    }

    private JsonObject Members(JsonNode? under, IConfigurationSection[] children, SettingPath path)
    {
        if (under is not (null or JsonObject))
            faults.Add(path, "must be an object, since configuration gives it keys");
        var merged = under is JsonObject existing ? existing.DeepClone().AsObject() : [];
        foreach (var child in children)
        {
            var key = SettingName.In(merged, child.Key);
            foreach (var (other, _) in merged.Where(member => IsOther(member.Key, key)))
                faults.MarkFromFile(path.Under(other));
            merged[key] = Lay(merged[key], child, path.Under(key));
        }

        return merged;
    }

    private static bool IsOther(string name, string key) =>
        name != key && name.Equals(key, StringComparison.OrdinalIgnoreCase);

    private void AddFault(SettingPath path, string what)
    {
        faults.MarkFromSettings(path);
        faults.Add(path, what);
    }

    private static int? IndexOf(IConfigurationSection item) =>
        int.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index.ToString(CultureInfo.InvariantCulture) == item.Key
            ? index
            : null;

    private static bool IsSecret(SettingPath path) =>
        SecretParts.Any(part => path.Key.StartsWith(part, StringComparison.OrdinalIgnoreCase));

    // Files and tools add a line break after a secret, and no service issues secrets with white space at the ends.
    private string? Trimmed(string? value, SettingPath path)
    {
        if (value is null || value.Trim() is var trimmed && trimmed.Length == value.Length)
            return value;

        faults.Warn(path.AsSetting, "has white space or a line break at its ends, which is removed");
        return trimmed;
    }
}
