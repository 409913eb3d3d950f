using System.Globalization;

namespace RelayFunctions.Settings;

/// <summary>The time for which ended messages are kept, as a setting has it.</summary>
internal static class RetentionTime
{
    private static readonly TimeSpan Min = TimeSpan.FromHours(1);

    /// <summary>A hundred years: a much longer time would reach back before year 1.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromDays(36_500);

    /// <summary>What is wrong with a text that <see cref="Parse"/> can't read.</summary>
    public static readonly string Fault = $"must be a time from {Min:c} to {Max:c}, as in 30.00:00:00";

    /// <summary>Returns the time; null if the text is not a time within the bounds.</summary>
    public static TimeSpan? Parse(string text) =>
        // Without a colon, the number would be a number of days.
        text.Contains(':', StringComparison.Ordinal)
        && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var retention)
        && retention >= Min && retention <= Max
            ? retention
            : null;
}
