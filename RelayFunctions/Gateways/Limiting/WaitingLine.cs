using System.Diagnostics.CodeAnalysis;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The messages that wait inside their activity since they may start soon, in the order of acceptance.
/// </summary>
internal sealed class WaitingLine
{
    /// <summary>How long a message may wait in the line.</summary>
    public static readonly TimeSpan MaxStay = TimeSpan.FromSeconds(1);

    private readonly MessageQueue<Turn> _turns = new();
    // At or before the earliest arrival of the messages in line: it is not updated when a message starts.
    private TimeSpan _since;

    public int Count => _turns.Count;

    /// <summary>When messages may have to leave the line; null while it is empty.</summary>
    public TimeSpan? OverdueAt => Count == 0 ? null : _since + MaxStay;

    /// <summary>A copy of the messages in line, in order.</summary>
    public IReadOnlyList<Guid> All => [.. _turns.All.Select(entry => entry.Id)];

    public Turn Add(TimeSpan now, Guid id, bool isLastAttempt, TimeSpan? expiresAt)
    {
        _since = Count == 0 ? now : _since;
        var turn = new Turn(now, isLastAttempt, expiresAt);
        _turns.Add(id, turn);
        return turn;
    }

    public bool TryPeek(out Guid id, [MaybeNullWhen(false)] out Turn turn) => _turns.TryPeek(out id, out turn);

    /// <summary>Whether a message that was accepted before this one is in the line.</summary>
    public bool HasBefore(Guid id) => _turns.TryPeek(out var first, out _) && first < id;

    public Turn Remove(Guid id)
    {
        _turns.Remove(id, out var turn);
        return turn!;
    }

    /// <summary>Removes the messages that have waited too long.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="evict">Removes one of them.</param>
    public void EvictOverdue(TimeSpan now, Action<Guid> evict)
    {
        if (!(OverdueAt <= now))
            return;

        foreach (var (id, _) in _turns.All.Where(entry => now >= entry.Value!.Since + MaxStay))
            evict(id);
        _since = Count == 0 ? now : _turns.All.Min(entry => entry.Value!.Since);
    }
}
