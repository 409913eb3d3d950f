using System.Globalization;
using System.Text.RegularExpressions;

namespace RelayFunctions.Text;

/// <summary>Times as callers write them: RFC 3339, always with an offset.</summary>
internal static partial class Rfc3339
{
    private const string SyntaxFault = "must be a time of RFC 3339 with its offset, as in 2030-01-31T12:00:00Z.";
    private const string RangeFault =
        "is out of range: the time must exist, in the years 1 to 9999 of UTC, with an offset of at most 14 hours.";

    private static readonly TimeSpan LastSecond = new(23, 59, 59);

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>Returns what is wrong with a text that can't be parsed.</summary>
    public static string FaultOf(string text) => Syntax().IsMatch(text) ? RangeFault : SyntaxFault;

    /// <summary>
    /// Parses a time to UTC; null if the text is not valid. Digits below 100 ns are dropped, and a leap second becomes
    /// the second after it.
    /// </summary>
    public static DateTimeOffset? Parse(string text) => Syntax().IsMatch(text) ? ParseLenient(text) : null;

    /// <summary>
    /// Parses a time as <see cref="Parse"/>, and other texts of ISO 8601 that services write, such as an offset without
    /// a colon.
    /// </summary>
    public static DateTimeOffset? ParseLenient(string text)
    {
        var upper = MoreThanTicks().Replace(text.ToUpperInvariant(), "");
        var isLeap = LeapSecond().IsMatch(upper);
        if (!DateTimeOffset.TryParseExact(
            isLeap ? LeapSecond().Replace(upper, "59") : upper,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time))
        {
            return null;
        }

        if (!isLeap)
            return time;

        // Leap seconds end a day of UTC.
        var isLastOfDay = time.TimeOfDay >= LastSecond && time < DateTimeOffset.MaxValue.AddSeconds(-1);
        return isLastOfDay ? time.AddSeconds(1) : null;
    }

    /// <summary>The syntax of RFC 3339, section 5.6.</summary>
    [GeneratedRegex(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();

    /// <summary>The digits of a fraction after the seventh.</summary>
    [GeneratedRegex(@"(?<=:[0-9]{2}\.[0-9]{7})[0-9]+(?=[Z+-])", RegexOptions.CultureInvariant)]
    private static partial Regex MoreThanTicks();

    /// <summary>The seconds of a leap second.</summary>
    [GeneratedRegex(@"(?<=T[0-9]{2}:[0-9]{2}:)60(?=[.Z+-])", RegexOptions.CultureInvariant)]
    private static partial Regex LeapSecond();
}
