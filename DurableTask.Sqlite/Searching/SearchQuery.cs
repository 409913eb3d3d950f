namespace DurableTask.Sqlite.Searching;

/// <summary>Which instances are searched, in the order of their times. Times are inclusive.</summary>
public sealed record SearchQuery
{
    /// <summary>The states that an instance may have; at least one.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>The group; null for any.</summary>
    public string? Group { get; init; }

    /// <summary>The earliest time; null for any.</summary>
    public DateTime? From { get; init; }

    /// <summary>The latest time; null for any.</summary>
    public DateTime? To { get; init; }

    /// <summary>
    /// The beginning of the ids; null for any. Without <see cref="From"/>, all ids with the prefix are read; with it,
    /// all instances since that time.
    /// </summary>
    public string? IdPrefix { get; init; }

    /// <summary>Whether the earliest instances come first; otherwise the latest do.</summary>
    public bool IsOldestFirst { get; init; }

    /// <summary>The maximum number of instances of a page; at least 1.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>The token of the previous page; null for the first page.</summary>
    public string? ContinuationToken { get; init; }
}
