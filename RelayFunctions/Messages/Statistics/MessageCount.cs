namespace RelayFunctions.Messages.Statistics;

/// <summary>The messages of one gateway that have one status.</summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="Status">The status.</param>
/// <param name="Count">How many there are.</param>
/// <param name="OldestAcceptedAt">When the oldest of them was accepted.</param>
/// <param name="PerMinute">How many of them were accepted in each of the counted <see cref="Minutes"/>.</param>
public sealed record MessageCount(
    string Gateway, MessageState Status, long Count, DateTimeOffset OldestAcceptedAt, IReadOnlyList<long> PerMinute)
{
    /// <summary>How many minutes are counted each for itself.</summary>
    public const int Minutes = 60;
}
