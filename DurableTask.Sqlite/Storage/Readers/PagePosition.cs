using System.Globalization;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>Where a page of instances ended: the last one's creation, in UTC ticks, and row.</summary>
internal readonly record struct PagePosition(long Created, long Row)
{
    public string ToToken() => string.Create(CultureInfo.InvariantCulture, $"{Created}-{Row}");

    /// <exception cref="ArgumentException">The token was not created by <see cref="ToToken"/>.</exception>
    public static PagePosition Parse(string token)
    {
        var parts = token.Split('-');
        if (parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var created)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var row))
        {
            return new PagePosition(created, row);
        }

        throw new ArgumentException("The continuation token is not one of this store.", nameof(token));
    }
}
