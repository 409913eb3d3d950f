using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Sections;

/// <summary>
/// Reads the values of one object of the catalogue. An invalid value is recorded as a fault and replaced by a default,
/// so that one run finds every fault. An unknown key is a fault too.
/// </summary>
internal sealed class SettingSection(JsonObject values, SettingPath path, FaultList faults)
{
    /// <summary>The keys that were read.</summary>
    private readonly SortedSet<string> _readKeys = new(StringComparer.Ordinal);

    /// <summary>The keys of settings that were read despite a difference in case.</summary>
    private readonly HashSet<string> _inAnotherCase = new(StringComparer.Ordinal);

    /// <summary>A text.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="example">An example of a valid value, for the fault of an invalid one.</param>
    public string? String(string key, string? example = null) =>
        Text(key, example is null ? "" : $", as in \"{key}\": \"{example}\"");

    /// <summary>A text that should be one of a few, which the fault of another type lists.</summary>
    public string? String(string key, IEnumerable<string> choices) =>
        Text(key, $", one of {string.Join(", ", choices.Select(choice => $"\"{choice}\""))}");

    private string? Text(string key, string hint)
    {
        if (Find(key) is not { } node)
            return null;

        if (node.GetValueKind() == JsonValueKind.String)
            return node.GetValue<string>();

        Fault(key, $"must be a string{hint}");
        return null;
    }

    public bool? Boolean(string key)
    {
        if (Find(key) is not { } node)
            return null;

        if (node.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return node.GetValue<bool>();

        // A setting is always text.
        if (IsFromSettings(key) && bool.TryParse(node.ToString(), out var value))
            return value;

        Fault(key, "must be true or false");
        return null;
    }

    /// <summary>Returns the key of which exactly one must be present; otherwise reports a fault.</summary>
    public string? OneOf(IReadOnlyList<string> kinds)
    {
        var present = kinds.Where(Has).ToArray();
        if (present.Length != 1)
        {
            _readKeys.UnionWith(kinds);
            faults.Add(path, present.Length == 0
                ? $"must have one of {string.Join(", ", kinds)}"
                : $"has {string.Join(" and ", present)}, of which there can be only one");
        }

        return present.FirstOrDefault();
    }

    /// <summary>Returns a value of any kind; null if there is none.</summary>
    public JsonNode? Any(string key) => Find(key);

    /// <summary>Returns a value of any kind, including a JSON null.</summary>
    public JsonNode? Raw(string key)
    {
        _readKeys.Add(key);
        return values[key];
    }

    public SettingSection? Section(string key)
    {
        // An empty object of appsettings.json is null.
        if (NameOf(key) is { } name && values[name] is null && IsFromSettings(name))
            return new SettingSection([], path.Under(key), faults);

        if (Find(key) is not { } node)
            return null;

        if (node is JsonObject inner)
            return new SettingSection(inner, path.Under(key), faults);

        Fault(key, $"must be an object{SectionExamples.Of(key)}");
        return null;
    }

    /// <summary>Every key, for an object that may have any keys.</summary>
    public IEnumerable<string> Keys => values.Select(value => value.Key);

    /// <summary>The object's path in the catalogue.</summary>
    public SettingPath Path => path;

    /// <summary>Receives the faults of the catalogue.</summary>
    public FaultList Faults => faults;

    public bool Has(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    public bool IsFromSettings(string key) => faults.IsFromSettings(path.Under(key));

    /// <summary>Whether a value replaces a list of the file by none, which in configuration is an empty text.</summary>
    public bool IsEmptyList(string key, JsonNode? node) =>
        faults.ReplacedAt(path.Under(key)) == JsonValueKind.Array && NodeText.Of(node) is "";

    public void Fault(string key, string what) => faults.Add(path.Under(key), what);

    public void Warn(string key, string what) => faults.Warn(path.Under(key), what);

    /// <summary>Adds a fault for each key that was not read.</summary>
    /// <param name="fromSettings">A key that only configuration can give; a fault of the file does not name it.</param>
    /// <param name="elsewhere">By name, where a value belongs that is not a key of this object.</param>
    public void RejectUnknownKeys(
        string? fromSettings = null, IReadOnlyDictionary<string, string>? elsewhere = null)
    {
        foreach (var key in Keys.Where(key => !_readKeys.Contains(key) && !_inAnotherCase.Contains(key)))
        {
            string[] names = [.. _readKeys.Where(name => name != fromSettings || IsFromSettings(key))];
            var help = NearestName.Hint(key, names, elsewhere) ?? $"the keys here are {string.Join(", ", names)}";
            Fault(key, $"unknown key; {help}");
        }
    }

    private JsonNode? Find(string key)
    {
        if (NameOf(key) is not { } name)
            return null;

        var node = values[name];
        if (node is null)
            Fault(key, "must not be null");
        return node;
    }

    private string? NameOf(string key)
    {
        _readKeys.Add(key);
        if (values.ContainsKey(key))
            return key;

        // The name of a setting may be written in another case.
        var setting = Keys.FirstOrDefault(name =>
            name.Equals(key, StringComparison.OrdinalIgnoreCase) && IsFromSettings(name));
        if (setting is not null)
            _inAnotherCase.Add(setting);
        return setting;
    }
}
