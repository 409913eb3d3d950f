using System.Threading.Channels;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Activities that were running at more than one death of the process: one of them may be what it dies of. They run one
/// at a time, those of the fewest deaths first, and not before the process has lived for a while, the longer the more
/// deaths: so all other work goes on between two deaths, and who is innocent gets through.
/// </summary>
internal sealed class SuspectActivities(TimeProvider time, Backoff backoff, ChannelWriter<ActivityEntry> ready)
{
    /// <summary>With so many deaths one is not run again, but fails.</summary>
    public const int Fatal = 5;

    private const int Suspicious = 2;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<ActivityEntry, (int Deaths, long Sequence)> _waiting = new();
    private readonly long _opened = time.GetTimestamp();
    private bool _isOneOut;

    /// <summary>Whether it waits for its turn here; false where it is none of the suspects.</summary>
    public bool TryAdd(ActivityEntry entry)
    {
        if (!IsSuspect(entry))
            return false;

        lock (_lock)
            _waiting.Enqueue(entry, (entry.Deaths, entry.Sequence));
        Next();
        return true;
    }

    /// <summary>One that had its turn has ended; nothing where it is none of the suspects.</summary>
    public void Left(ActivityEntry entry)
    {
        if (!IsSuspect(entry))
            return;

        lock (_lock)
            _isOneOut = false;
        Next();
    }

    private void Next()
    {
        lock (_lock)
        {
            if (_isOneOut || !_waiting.TryPeek(out var entry, out _))
                return;

            var wait = Pause(entry) - time.GetElapsedTime(_opened);
            if (wait > TimeSpan.Zero)
            {
                // Timers count whole milliseconds.
                backoff.Later(Next, TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
                return;
            }

            _isOneOut = true;
            ready.TryWrite(_waiting.Dequeue());
        }
    }

    private static bool IsSuspect(ActivityEntry entry) => entry.Deaths is >= Suspicious and < Fatal;

    // 2, 4 and 8 seconds.
    private static TimeSpan Pause(ActivityEntry entry) => TimeSpan.FromSeconds(1 << (entry.Deaths - 1));
}
