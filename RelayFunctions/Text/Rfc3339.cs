using System.Globalization;

namespace RelayFunctions.Text;

/// <summary>Times as callers write them: RFC 3339, always with an offset.</summary>
internal static class Rfc3339
{
    /// <summary>What is wrong with a text that is no time.</summary>
    public const string Fault = "must be a time of RFC 3339 with its offset, as in 2030-01-31T12:00:00Z.";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>The time in UTC; null where the text is none.</summary>
    public static DateTimeOffset? Parse(string text) => DateTimeOffset.TryParseExact(
        text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;
}
