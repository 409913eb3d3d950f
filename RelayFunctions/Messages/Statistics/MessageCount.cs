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

    /// <summary>Whether they wait for their gateway.</summary>
    public bool IsWaiting =>
        Status is MessageState.Accepted or MessageState.Waiting or MessageState.Cancelling
            && Kind != MessageKind.Deferred;

    /// <summary>Returns the start of the counted minutes, of which the current minute is the last.</summary>
    public static DateTimeOffset FirstMinute(DateTimeOffset now) =>
        new DateTimeOffset(
            now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero) - TimeSpan.FromMinutes(Minutes - 1);

    /// <summary>Returns the index of the counted minute that contains a time; null for a time outside of them.</summary>
    /// <param name="time">The time.</param>
    /// <param name="from">The start of the counted minutes.</param>
    public static int? MinuteOf(DateTimeOffset time, DateTimeOffset from) =>
        Math.Floor((time - from).TotalMinutes) is >= 0 and < Minutes and var minute ? (int)minute : null;

    /// <summary>Returns how many messages were accepted in each of the counted minutes, over all counts.</summary>
    public static long[] SumPerMinute(IEnumerable<MessageCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var sum = new long[Minutes];
        foreach (var count in counts)
        {
            for (var minute = 0; minute < Minutes; minute++)
                sum[minute] += count.PerMinute[minute];
        }

        return sum;
    }
}
