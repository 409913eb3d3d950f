namespace RelayFunctions.Alerts;

/// <summary>What the alerts have to remember from one look to the next, over restarts.</summary>
/// <param name="StartedAt">When the first of these was made: ids of messages are made of it.</param>
internal sealed record AlertState(DateTimeOffset StartedAt)
{
    /// <summary>The troubles that are not over.</summary>
    public IReadOnlyList<AlertEpisode> Episodes { get; init; } = [];

    /// <summary>When each alert last told anything.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> ToldAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>How many messages were decided on so far.</summary>
    public int Notices { get; init; }

    /// <summary>Messages that were decided on, and may not have been accepted yet.</summary>
    public IReadOnlyList<AlertNotice> Unsent { get; init; } = [];

    /// <summary>The same on a clock that was set back: no time in it is to come.</summary>
    public AlertState NotAfter(DateTimeOffset now) => this with
    {
        Episodes = [.. Episodes.Select(episode => episode with
        {
            Since = Earlier(episode.Since, now),
            CalmSince = episode.CalmSince is { } calm ? Earlier(calm, now) : null,
        })],
        ToldAt = ToldAt.ToDictionary(told => told.Key, told => Earlier(told.Value, now)),
    };

    private static DateTimeOffset Earlier(DateTimeOffset time, DateTimeOffset now) => time < now ? time : now;
}
