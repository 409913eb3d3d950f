namespace RelayFunctions.Messages.Statistics;

/// <summary>The messages of one gateway that have one status and kind.</summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="Status">The status.</param>
/// <param name="Count">How many there are.</param>
/// <param name="OldestAcceptedAt">When the oldest of them was accepted.</param>
/// <param name="PerMinute">How many of them were accepted in each of the counted <see cref="Minutes"/>.</param>
public sealed record MessageCount(
    string Gateway, MessageState Status, long Count, DateTimeOffset OldestAcceptedAt, IReadOnlyList<long> PerMinute)
{
    /// <summary>The number of minutes that are counted one by one.</summary>
    public const int Minutes = 60;

    /// <summary>What the ages and outcomes of the messages say about the gateway.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>When the first attempt of the oldest was due; without meaning for deferred messages.</summary>
    public required DateTimeOffset OldestDueAt { get; init; }

    /// <summary>Returns the start of the counted minutes, of which the current minute is the last.</summary>
    public static DateTimeOffset FirstMinute(DateTimeOffset now) =>
        new DateTimeOffset(
            now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero) - TimeSpan.FromMinutes(Minutes - 1);

    /// <summary>Whether they wait for their gateway.</summary>
    public bool IsWaiting =>
        Status is MessageState.Accepted or MessageState.Waiting or MessageState.Cancelling
            && Kind != MessageKind.Deferred;
}
