using System.Diagnostics.CodeAnalysis;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The messages that wait inside their activity since they may start soon, in the order of acceptance.
/// </summary>
internal sealed class WaitingLine
{
    /// <summary>How long a message may wait in the line.</summary>
    public static readonly TimeSpan MaxStay = TimeSpan.FromSeconds(1);

    private readonly OrderedMessages<LineEntry> _entries = new();
    // At or before the earliest arrival of the messages in line: it is not updated when a message starts.
    private TimeSpan _since;

    public int Count => _entries.Count;

    /// <summary>When messages may have to leave the line; null while it is empty.</summary>
    public TimeSpan? OverdueAt => Count == 0 ? null : _since + MaxStay;

    /// <summary>A copy of the messages in line, in order.</summary>
    public IReadOnlyList<Guid> All => [.. _entries.All.Select(entry => entry.Id)];

    public LineEntry Add(TimeSpan now, Guid id, bool isLastAttempt, TimeSpan? expiresAt, int units)
    {
        _since = Count == 0 ? now : _since;
        var entry = new LineEntry(now, isLastAttempt, expiresAt, units);
        _entries.Add(id, entry);
        return entry;
    }

    public bool TryPeek(out Guid id, [MaybeNullWhen(false)] out LineEntry entry) => _entries.TryPeek(out id, out entry);

    /// <summary>Whether a message that was accepted before this one is in the line.</summary>
    public bool HasBefore(Guid id) => _entries.TryPeek(out var first, out _) && first < id;

    public LineEntry Remove(Guid id)
    {
        _entries.Remove(id, out var entry);
        return entry!;
    }

    /// <summary>Removes the messages that have waited too long.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="evict">Removes one of them.</param>
    public void EvictOverdue(TimeSpan now, Action<Guid> evict)
    {
        if (!(OverdueAt <= now))
            return;

        foreach (var (id, _) in _entries.All.Where(entry => now >= entry.Value!.Since + MaxStay))
            evict(id);
        _since = Count == 0 ? now : _entries.All.Min(entry => entry.Value!.Since);
    }
}
