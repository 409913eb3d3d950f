using DurableTask.Sqlite.Common;

namespace DurableTask.Sqlite.Poison;

/// <summary>
/// Holds back activities and instances that were running at two crashes of the process or more. They run one at a time,
/// those with the fewest crashes first, and only after the process has lived for 2, 4 or 8 seconds. All other work
/// therefore progresses between two crashes, and quarantined work that did not cause them completes.
/// </summary>
internal sealed class PoisonQuarantine(TimeProvider time, Backoff backoff)
{
    /// <summary>Work with this many crashes is poison: it fails without being run.</summary>
    public const int MaxCrashes = 5;

    private const int MinCrashes = 2;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Func<bool>, (int CrashCount, bool IsActivity, long Number)> _waiting = new();
    private readonly long _opened = time.GetTimestamp();
    private bool _isOneRunning;

    public static bool IsQuarantined(int crashCount) => crashCount is >= MinCrashes and < MaxCrashes;

    /// <summary>Queues an instance, before activities with as many crashes, since an episode is short.</summary>
    /// <param name="row">The instance.</param>
    /// <param name="crashCount">The crashes at which an episode of it was running.</param>
    /// <param name="tryRun">
    /// Runs the work, perhaps within this call; the caller then calls <see cref="OnEnded"/>. False if it is gone.
    /// </param>
    public void AddInstance(long row, int crashCount, Func<bool> tryRun) => Add((crashCount, false, row), tryRun);

    /// <summary>Queues an activity.</summary>
    /// <inheritdoc cref="AddInstance"/>
    public void AddActivity(long sequence, int crashCount, Func<bool> tryRun) =>
        Add((crashCount, true, sequence), tryRun);

    /// <summary>Starts the next work, as the running work has ended.</summary>
    public void OnEnded()
    {
        MarkEnded();
        RunNext();
    }

    private void Add((int CrashCount, bool IsActivity, long Number) priority, Func<bool> tryRun)
    {
        lock (_lock)
            _waiting.Enqueue(tryRun, priority);
        RunNext();
    }

    private void RunNext()
    {
        while (TryDequeue() is { } tryRun && !tryRun())
            MarkEnded();
    }

    private void MarkEnded()
    {
        lock (_lock)
            _isOneRunning = false;
    }

    private Func<bool>? TryDequeue()
    {
        lock (_lock)
        {
            if (_isOneRunning || !_waiting.TryPeek(out _, out var priority))
                return null;

            var wait = MinLifetime(priority.CrashCount) - time.GetElapsedTime(_opened);
            if (wait > TimeSpan.Zero)
            {
                // Timers count whole milliseconds.
                backoff.Later(RunNext, TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
                return null;
            }

            _isOneRunning = true;
            return _waiting.Dequeue();
        }
    }

    // 2, 4 and 8 seconds.
    private static TimeSpan MinLifetime(int crashCount) => TimeSpan.FromSeconds(1 << (crashCount - 1));
}
