using System.Text.Json.Serialization;

namespace RelayFunctions.Alerts;

/// <summary>
/// The state of all alerts, which is kept from one evaluation to the next and across restarts. The JSON names are those
/// of the stored state.
/// </summary>
/// <param name="StartedAt">When the first state was created.</param>
internal sealed record AlertState(DateTimeOffset StartedAt)
{
    /// <summary>
    /// A random text from which the ids of messages are derived, so that the ids of another Relay installation differ.
    /// States of earlier versions have none: their ids are derived from <see cref="StartedAt"/>.
    /// </summary>
    public string? Seed { get; init; }

    /// <summary>The incidents that have not ended.</summary>
    [JsonPropertyName("episodes")]
    public IReadOnlyList<AlertIncident> Incidents { get; init; } = [];

    /// <summary>When each alert last sent a message.</summary>
    [JsonPropertyName("toldAt")]
    public IReadOnlyDictionary<string, DateTimeOffset> ReportedAt { get; init; } =
        new Dictionary<string, DateTimeOffset>();

    /// <summary>The number of messages that alerts have decided on so far.</summary>
    public int Notices { get; init; }

    /// <summary>Messages that alerts have decided on and that may not have been accepted yet.</summary>
    public IReadOnlyList<AlertNotice> Unsent { get; init; } = [];

    /// <summary>Creates the first state.</summary>
    public static AlertState Create(DateTimeOffset now) => new(now) { Seed = $"{Guid.NewGuid():N}" };

    /// <summary>Returns the state for a clock that was set back: no time in it lies in the future.</summary>
    public AlertState ClampTo(DateTimeOffset now) => this with
    {
        Incidents = [.. Incidents.Select(incident => incident with
        {
            Since = Earlier(incident.Since, now),
            RecoveringSince = incident.RecoveringSince is { } since ? Earlier(since, now) : null,
            UnwatchedSince = incident.UnwatchedSince is { } unwatched ? Earlier(unwatched, now) : null,
        })],
        ReportedAt = ReportedAt.ToDictionary(alert => alert.Key, alert => Earlier(alert.Value, now)),
    };

    private static DateTimeOffset Earlier(DateTimeOffset time, DateTimeOffset now) => time < now ? time : now;
}
