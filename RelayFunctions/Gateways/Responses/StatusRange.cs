using System.Globalization;

namespace RelayFunctions.Gateways.Responses;

/// <summary>A range of statuses, inclusive.</summary>
internal readonly record struct StatusRange(int First, int Last)
{
    private const int MinStatus = 200;
    private const int MaxStatus = 599;

    /// <summary>Every status that a rule can name.</summary>
    public static IEnumerable<int> Statuses { get; } = Enumerable.Range(MinStatus, MaxStatus - MinStatus + 1);

    public bool Contains(int statusCode) => statusCode >= First && statusCode <= Last;

    /// <summary>Reads a list such as <c>200-299, 409</c>; null if it is not valid.</summary>
    public static IReadOnlyList<StatusRange>? ParseList(string text)
    {
        var ranges = new List<StatusRange>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2
                || !TryParse(ends[0], out var first)
                || !TryParse(ends[^1], out var last)
                || last < first)
            {
                return null;
            }
            ranges.Add(new StatusRange(first, last));
        }

        return ranges;
    }

    private static bool TryParse(string text, out int statusCode) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out statusCode)
            && statusCode is >= MinStatus and <= MaxStatus;
}
