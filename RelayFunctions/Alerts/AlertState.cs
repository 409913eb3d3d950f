namespace RelayFunctions.Alerts;

/// <summary>The state of all alerts, which is kept from one evaluation to the next and across restarts.</summary>
/// <param name="StartedAt">When the first state was created.</param>
internal sealed record AlertState(DateTimeOffset StartedAt)
{
    /// <summary>
    /// A random text from which the ids of messages are derived, so that the ids of another Relay installation differ.
    /// States of earlier versions have none: their ids are derived from <see cref="StartedAt"/>.
    /// </summary>
    public string? Seed { get; init; }

    /// <summary>Creates the first state.</summary>
    public static AlertState Begin(DateTimeOffset now) => new(now) { Seed = $"{Guid.NewGuid():N}" };

    /// <summary>The episodes that have not ended.</summary>
    public IReadOnlyList<AlertEpisode> Episodes { get; init; } = [];

    /// <summary>When each alert last sent a message.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> ToldAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>The number of messages that alerts have decided on so far.</summary>
    public int Notices { get; init; }

    /// <summary>Messages that alerts have decided on and that may not have been accepted yet.</summary>
    public IReadOnlyList<AlertNotice> Unsent { get; init; } = [];

    /// <summary>Returns the state for a clock that was set back: no time in it lies in the future.</summary>
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
