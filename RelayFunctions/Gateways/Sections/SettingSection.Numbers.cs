using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Sections;

/// <content>Times and numbers, within their bounds.</content>
internal sealed partial class SettingSection
{
    public TimeSpan? Duration(string key, TimeSpan min, TimeSpan max)
    {
        if (Find(key) is not { } node)
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

        Fault(key, $"must be a time from {Shown(min)} to {Shown(max)}, as in \"00:01:30\"");
        return null;
    }

    public int? Integer(string key, int min, int max)
    {
        if (Find(key) is not { } node)
            return null;

        if (TryInteger(node, key, min, max, out var number))
            return number;

        Fault(key, $"must be a whole number from {min} to {max}");
        return null;
    }

    /// <summary>A number.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="min">The lowest valid number.</param>
    /// <param name="max">The highest valid number.</param>
    /// <param name="hint">The end of the fault of another value.</param>
    public double? Number(string key, double min, double max, string hint = "")
    {
        if (Find(key) is not { } node)
            return null;

        var number = 0.0;
        var parsed = node.GetValueKind() switch
        {
            JsonValueKind.Number => node.AsValue().TryGetValue(out number),
            // A setting is always text.
            JsonValueKind.String when IsFromSettings(key) => double.TryParse(
                node.GetValue<string>(),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out number),
            _ => false,
        };
        if (parsed && number >= min && number <= max)
            return number;

        Fault(key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {max}{hint}"));
        return null;
    }

    public IReadOnlyList<int>? Integers(string key, int min, int max)
    {
        if (Find(key) is not { } node)
            return null;

        var numbers = new List<int>();
        foreach (var item in node as JsonArray ?? [null])
        {
            if (item is not null && TryInteger(item, key, min, max, out var number))
            {
                numbers.Add(number);
                continue;
            }

            Fault(key, $"must be a list of whole numbers from {min} to {max}");
            return null;
        }

        return numbers;
    }

    private static string Shown(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? $"{time:c}" : $"{time:c}".TrimEnd('0');

    private bool TryInteger(JsonNode node, string key, int min, int max, out int number)
    {
        var whole = 0L;
        var parsed = node.GetValueKind() switch
        {
            JsonValueKind.Number => JsonInteger.TryRead(node.ToJsonString(), out whole),
            // A setting is always text.
            JsonValueKind.String when IsFromSettings(key) =>
                long.TryParse(node.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out whole),
            _ => false,
        };
        var isInRange = parsed && whole >= min && whole <= max;
        number = isInRange ? (int)whole : 0;
        return isInRange;
    }
}
