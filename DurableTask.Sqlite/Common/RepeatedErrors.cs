using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Common;

/// <summary>
/// Counts errors that repeat while work is tried again every second, so that the log has each in full once, and then a
/// line a minute.
/// </summary>
internal sealed class RepeatedErrors(TimeProvider time)
{
    /// <summary>The maximum number of errors that are remembered.</summary>
    private const int MaxKinds = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    // A message may be long, and could contain a secret, so that only its hash is kept.
    private readonly Dictionary<(int Event, Type Error, int Reason), Repeats> _kinds = [];

    /// <summary>Counts an error.</summary>
    /// <param name="line">The kind of line.</param>
    /// <param name="error">The error; another message is another error.</param>
    /// <param name="subject">What the error is about, if each has lines of its own; null if all share one.</param>
    /// <returns>
    /// 1 for an error that did not occur in the last minute; null for one whose line was written in that time;
    /// otherwise how often it has occurred since its last line.
    /// </returns>
    public int? Add(EventId line, Exception error, string? subject)
    {
        var kind = (line.Id, error.GetType(), HashCode.Combine(error.Message, subject));
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (!_kinds.TryGetValue(kind, out var former) || time.GetElapsedTime(former.LastAt, now) >= Interval)
            {
                if (_kinds.Count == MaxKinds)
                    Forget(now);
                _kinds[kind] = new Repeats(now, now, 0);
                return 1;
            }

            var count = former.Unlogged + 1;
            var isDue = time.GetElapsedTime(former.LoggedAt, now) >= Interval;
            _kinds[kind] = isDue ? new Repeats(now, now, 0) : former with { LastAt = now, Unlogged = count };
            return isDue ? count : null;
        }
    }

    private void Forget(long now)
    {
        foreach (var (kind, repeats) in _kinds)
        {
            if (time.GetElapsedTime(repeats.LastAt, now) >= Interval)
                _kinds.Remove(kind);
        }

        if (_kinds.Count == MaxKinds)
            _kinds.Clear();
    }

    private readonly record struct Repeats(long LoggedAt, long LastAt, int Unlogged);
}
