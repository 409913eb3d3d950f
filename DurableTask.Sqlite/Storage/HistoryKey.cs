namespace DurableTask.Sqlite.Storage;

/// <summary>
/// The key of a history's rows: the instance's row number and, in the lowest 24 bits, the episode's. One integer, since
/// a table with such a key keeps bodies of up to 4 KB in its pages, and one with a longer key only up to 1 KB.
/// </summary>
internal static class HistoryKey
{
    /// <summary>The number, in place of an episode's, of the message that starts the execution.</summary>
    public const int Start = 0;

    /// <summary>The start message, in a query of the table of instances.</summary>
    public const string StartOfInstance = "(SELECT body FROM history WHERE key = instances.row << 24)";

    /// <summary>The bytes of the start message, in a query of the table of instances.</summary>
    public const string StartBytesOfInstance = "(SELECT LENGTH(body) FROM history WHERE key = instances.row << 24)";

    /// <summary>
    /// The bytes of all bodies of an instance, in the same query. SQLite knows a length without reading the body.
    /// </summary>
    public const string BytesOfInstance =
        "(SELECT SUM(LENGTH(body)) FROM history " +
        "WHERE key BETWEEN instances.row << 24 AND instances.row << 24 | 0xFFFFFF)";

    private const int EpisodeBits = 24;
    private const int LastEpisode = (1 << EpisodeBits) - 1;

    /// <exception cref="ArgumentOutOfRangeException">The execution has 16,777,215 episodes behind it.</exception>
    public static long Of(long row, int episode)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(episode, LastEpisode);
        return (row << EpisodeBits) | (long)episode;
    }

    public static long First(long row) => Of(row, Start);

    public static long Last(long row) => Of(row, LastEpisode);

    public static int EpisodeOf(long key) => (int)(key & LastEpisode);
}
