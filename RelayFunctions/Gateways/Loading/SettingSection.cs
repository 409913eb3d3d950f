using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Reads the values of one object of the catalogue. Whatever is wrong is noted and a default taken, so that one look
/// finds every fault; a key that nobody asked for is a fault too.
/// </summary>
internal sealed class SettingSection(JsonObject values, SettingPath path, FaultList faults)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string? Text(string key)
    {
        if (Find(key) is not { } node)
            return null;

        if (node.GetValueKind() == JsonValueKind.String)
            return node.GetValue<string>();

        Fault(key, "must be a string");
        return null;
    }

    public TimeSpan? Duration(string key, TimeSpan shortest, TimeSpan longest)
    {
        if (Find(key) is not { } node)
            return null;

        // Without a colon the number would be one of days.
        if (node.GetValueKind() == JsonValueKind.String
            && node.GetValue<string>() is var text
            && text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration)
            && duration >= shortest && duration <= longest)
            return duration;

        Fault(key, $"must be a time from {shortest:c} to {longest:c}, as in \"00:01:30\"");
        return null;
    }

    public int? WholeNumber(string key, int least, int most)
    {
        if (Find(key) is not { } node)
            return null;

        if (TryWholeNumber(node, key, least, most, out var number))
            return number;

        Fault(key, $"must be a whole number from {least} to {most}");
        return null;
    }

    public double? Number(string key, double least, double most)
    {
        if (Find(key) is not { } node)
            return null;

        var number = 0.0;
        var parsed = node.GetValueKind() switch
        {
            JsonValueKind.Number => node.AsValue().TryGetValue(out number),
            // A setting is always text.
            JsonValueKind.String when IsFromSettings(key) => double.TryParse(
                node.GetValue<string>(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        if (parsed && number >= least && number <= most)
            return number;

        Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));
        return null;
    }

    public IReadOnlyList<int>? WholeNumbers(string key, int least, int most)
    {
        if (Find(key) is not { } node)
            return null;

        var numbers = new List<int>();
        foreach (var item in node as JsonArray ?? [null])
        {
            if (item is not null && TryWholeNumber(item, key, least, most, out var number))
            {
                numbers.Add(number);
                continue;
            }

            Fault(key, $"must be a list of whole numbers from {least} to {most}");
            return null;
        }

        return numbers;
    }

    public bool? Truth(string key)
    {
        if (Find(key) is not { } node)
            return null;

        if (node.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return node.GetValue<bool>();

        // A setting is always text.
        if (IsFromSettings(key) && bool.TryParse(node.ToString(), out var truth))
            return truth;

        Fault(key, "must be true or false");
        return null;
    }

    /// <summary>The first of the keys that is there; it is a fault if none is, or more than one.</summary>
    public string? OneOf(IReadOnlyList<string> kinds)
    {
        var present = kinds.Where(Has).ToArray();
        if (present.Length != 1)
            faults.Add(path, $"must have one of {string.Join(", ", kinds)}");
        return present.FirstOrDefault();
    }

    /// <summary>A value of any kind; null where there is none.</summary>
    public JsonNode? Any(string key) => Find(key);

    /// <summary>A value of any kind where null is one too.</summary>
    public JsonNode? Raw(string key)
    {
        _asked.Add(key);
        return values[key];
    }

    public SettingSection? Section(string key)
    {
        if (Find(key) is not { } node)
            return null;

        if (node is JsonObject inner)
            return new SettingSection(inner, path.Under(key), faults);

        Fault(key, "must be an object");
        return null;
    }

    /// <summary>Every key, for an object whose keys are free.</summary>
    public IEnumerable<string> Keys => values.Select(value => value.Key);

    /// <summary>Where the object stands.</summary>
    public SettingPath Path => path;

    /// <summary>What is wrong with the catalogue.</summary>
    public FaultList Faults => faults;

    public bool Has(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    public bool IsFromSettings(string key) => faults.IsFromSettings(path.Under(key));

    public void Fault(string key, string what) => faults.Add(path.Under(key), what);

    public void RefuseTheRest()
    {
        foreach (var key in Keys.Where(key => !_asked.Contains(key)))
            Fault(key, $"unknown key; the keys here are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
    }

    private JsonNode? Find(string key)
    {
        _asked.Add(key);
        if (values.TryGetPropertyValue(key, out var node))
            return Given(key, node);

        // The name of a setting may have come in another case.
        var setting = Keys.FirstOrDefault(name =>
            name.Equals(key, StringComparison.OrdinalIgnoreCase) && IsFromSettings(name));
        if (setting is null)
            return null;

        _asked.Add(setting);
        return Given(key, values[setting]);
    }

    private JsonNode? Given(string key, JsonNode? node)
    {
        if (node is null)
            Fault(key, "must not be null");
        return node;
    }

    private bool TryWholeNumber(JsonNode node, string key, int least, int most, out int number)
    {
        number = 0;
        var parsed = node.GetValueKind() switch
        {
            JsonValueKind.Number => node.AsValue().TryGetValue(out number),
            // A setting is always text.
            JsonValueKind.String when IsFromSettings(key) =>
                int.TryParse(node.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return parsed && number >= least && number <= most;
    }
}
