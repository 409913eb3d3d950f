using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Configuration;

/// <summary>
/// The values of host.json, each overridden by a setting such as
/// <c>AzureFunctionsJobHost__extensions__http__routePrefix</c>, as on the Functions host. It collects the faults.
/// </summary>
internal sealed class HostJson(string path, JsonElement root, IConfiguration settings)
{
    private const string Overrides = "AzureFunctionsJobHost";

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Returns a text, which may be empty; null if it is not set.</summary>
    public string? String(params string[] keys)
    {
        if (Setting(keys) is { } text)
            return text;
        if (Find(keys) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();

        AddFault(keys, "must be a string");
        return null;
    }

    /// <summary>
    /// Returns a text in which each <c>%Setting%</c> is replaced by the setting's value; null if it is not set or, with
    /// a fault, refers to a setting that is not.
    /// </summary>
    public string? Resolved(params string[] keys)
    {
        if (String(keys) is not { } text)
            return null;
        var missing = SettingReferences.MissingIn(text, settings);
        foreach (var name in missing)
            AddFault(keys, $"refers to the setting '{name}', which is not set");
        return missing.Count > 0 ? null : SettingReferences.Resolve(text, settings);
    }

    /// <summary>Returns a whole number above 0; null if it is not set.</summary>
    public int? Bound(params string[] keys)
    {
        // As the host does, it takes a string for the number in it.
        var text = Setting(keys) is { Length: > 0 } setting ? setting
            : Find(keys) is not { } value ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : value.GetRawText();
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bound) && bound > 0)
            return bound;

        AddFault(keys, "must be a whole number of at least 1");
        return null;
    }

    /// <summary>Adds a fault if a value is set that is not supported here.</summary>
    public void RejectIfSet(string why, params string[] keys)
    {
        if (!string.IsNullOrEmpty(Setting(keys)) || Find(keys) is not null)
            AddFault(keys, why);
    }

    private string? Setting(string[] keys) => settings[NameOf(keys)];

    private JsonElement? Find(string[] keys)
    {
        var found = root;
        for (var depth = 0; depth < keys.Length; depth++)
        {
            if (found.ValueKind != JsonValueKind.Object)
            {
                AddFault(keys[..depth], "must be an object");
                return null;
            }

            // The host reads host.json as configuration, so keys are case-insensitive.
            found = found.EnumerateObject()
                .LastOrDefault(member => member.Name.Equals(keys[depth], StringComparison.OrdinalIgnoreCase)).Value;
            if (found.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                return null;
        }

        return found;
    }

    private void AddFault(string[] keys, string what)
    {
        var place = string.Join('.', keys);
        var fault = !string.IsNullOrEmpty(Setting(keys))
            ? $"setting {SettingName.AsVariable(NameOf(keys))}: {what}."
            : place.Length == 0 ? $"'{path}' {what}."
            : $"'{path}': {place} {what}.";
        if (!_faults.Contains(fault))
            _faults.Add(fault);
    }

    private static string NameOf(string[] keys) => ConfigurationPath.Combine([Overrides, .. keys]);
}
