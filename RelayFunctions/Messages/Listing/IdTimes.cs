using System.Globalization;

namespace RelayFunctions.Messages.Listing;

/// <summary>
/// The times that the beginning of an id stands for: ids of version 7 begin with the millisecond of acceptance.
/// </summary>
internal static class IdTimes
{
    private const int Digits = 12;

    /// <summary>
    /// The beginning of all ids that were derived from a text. They contain no time, and are too many to search.
    /// </summary>
    private const string AllDerived = "ffffffff-ffff-8";

    // Ids of earlier versions were made a moment before the time of acceptance was taken.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);
    private static readonly long Max = (DateTimeOffset.MaxValue - Margin).ToUnixTimeMilliseconds();

    /// <summary>Returns the same query, bounded to the times that its ids can have.</summary>
    public static MessageQuery Narrow(MessageQuery query)
    {
        if (query.IdPrefix is not { } prefix)
            return query;

        var digits = prefix.Replace("-", "", StringComparison.Ordinal);
        var known = digits[..Math.Min(Digits, digits.Length)];
        if (known.Length == 0)
            return query;

        var first = Parse(known.PadRight(Digits, '0'));
        if (first > Max)
        {
            return AllDerived.StartsWith(prefix, StringComparison.Ordinal)
                ? query with { AcceptedFrom = query.AcceptedFrom ?? DateTimeOffset.UnixEpoch }
                : query;
        }

        var last = Math.Min(Max, Parse(known.PadRight(Digits, 'f')));
        return query with
        {
            AcceptedFrom = Later(query.AcceptedFrom, Time(Math.Max(first, (long)Margin.TotalMilliseconds)) - Margin),
            AcceptedTo = Earlier(query.AcceptedTo, Time(last) + Margin),
        };
    }

    private static long Parse(string digits) =>
        long.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset Later(DateTimeOffset? asked, DateTimeOffset time) =>
        asked > time ? asked.Value : time;

    private static DateTimeOffset Earlier(DateTimeOffset? asked, DateTimeOffset time) =>
        asked < time ? asked.Value : time;
}
