using System.Globalization;

namespace RelayFunctions.Text;

/// <summary>Times as callers write them: RFC 3339, always with an offset.</summary>
internal static class Rfc3339
{
    /// <summary>The fault of a text that is not such a time.</summary>
    public const string Fault = "must be a time of RFC 3339 with its offset, as in 2030-01-31T12:00:00Z.";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>Parses a time to UTC; null where the text is not valid.</summary>
    public static DateTimeOffset? Parse(string text) => DateTimeOffset.TryParseExact(
        text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;
}
