using System.Globalization;

namespace RelayFunctions.Text;

/// <summary>Durations in words, for callers: settings use a notation of .NET that others don't know.</summary>
internal static class DurationText
{
    /// <summary>The duration to the second, as in <c>30 days</c> or <c>1 hour 30 minutes</c>.</summary>
    public static string Of(TimeSpan duration)
    {
        (int Count, string Unit)[] parts =
        [
            (duration.Days, "day"), (duration.Hours, "hour"),
            (duration.Minutes, "minute"), (duration.Seconds, "second"),
        ];
        var shown = parts.Where(part => part.Count > 0)
            .Select(part => string.Create(
                CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}{(part.Count == 1 ? "" : "s")}"));
        return string.Join(' ', shown.DefaultIfEmpty("0 seconds"));
    }
}
