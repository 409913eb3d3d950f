using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Sections;

/// <summary>Reads times and numbers within their bounds.</summary>
internal static class SectionNumbers
{
    /// <summary>Reads a time; null, with a fault, if it is not valid.</summary>
    public static TimeSpan? Duration(this SettingSection section, string key, TimeSpan min, TimeSpan max)
    {
        if (section.Any(key) is not { } node)
            return null;

        // Without a colon, the number would be a number of days.
        if (node.GetValueKind() == JsonValueKind.String
            && node.GetValue<string>() is var text
            && text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration)
            && duration >= min && duration <= max)
        {
            return duration;
        }

        section.Fault(key, $"must be a time from {Shown(min)} to {Shown(max)}, as in \"00:01:30\"");
        return null;
    }

    /// <summary>Reads a whole number; null, with a fault, if it is not valid.</summary>
    public static int? Integer(this SettingSection section, string key, int min, int max)
    {
        if (section.Any(key) is not { } node)
            return null;

        if (TryInteger(section, node, key, min, max, out var number))
            return number;

        section.Fault(key, $"must be a whole number from {min} to {max}");
        return null;
    }

    /// <summary>Reads a number; null, with a fault, if it is not valid.</summary>
    /// <param name="section">The object that has it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="min">The lowest valid number.</param>
    /// <param name="max">The highest valid number.</param>
    /// <param name="hint">The end of the fault of another value.</param>
    public static double? Number(this SettingSection section, string key, double min, double max, string hint = "")
    {
        if (section.Any(key) is not { } node)
            return null;

        var number = 0.0;
        var parsed = node.GetValueKind() switch
        {
            JsonValueKind.Number => node.AsValue().TryGetValue(out number),
            // A setting is always text.
            JsonValueKind.String when section.IsFromSettings(key) => double.TryParse(
                node.GetValue<string>(),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out number),
            _ => false,
        };
        if (parsed && number >= min && number <= max)
            return number;

        section.Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {max}{hint}"));
        return null;
    }

    /// <summary>Reads a list of whole numbers; null, with a fault, if one is not valid.</summary>
    public static IReadOnlyList<int>? Integers(this SettingSection section, string key, int min, int max)
    {
        if (section.Any(key) is not { } node)
            return null;

        var numbers = new List<int>();
        foreach (var item in node as JsonArray ?? [null])
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{key}.{numbers.Count}");
            if (item is not null && TryInteger(section, item, at, min, max, out var number))
            {
                numbers.Add(number);
                continue;
            }

            section.Fault(key, $"must be a list of whole numbers from {min} to {max}");
            return null;
        }

        return numbers;
    }

    private static string Shown(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? $"{time:c}" : $"{time:c}".TrimEnd('0');

    private static bool TryInteger(
        SettingSection section, JsonNode node, string key, int min, int max, out int number)
    {
        var whole = 0L;
        var parsed = node.GetValueKind() switch
        {
            JsonValueKind.Number => JsonInteger.TryRead(node.ToJsonString(), out whole),
            // A setting is always text.
            JsonValueKind.String when section.IsFromSettings(key) =>
                long.TryParse(node.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out whole),
            _ => false,
        };
        var isInRange = parsed && whole >= min && whole <= max;
        number = isInRange ? (int)whole : 0;
        return isInRange;
    }
}
