using DurableTask.Sqlite.Common;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Poison;

/// <summary>
/// Holds back activities and instances that were running at two crashes of the process or more. They run one after
/// another, those with the fewest crashes first, and only after the process has lived for 2, 4 or 8 seconds. All other
/// work therefore progresses between two crashes, and quarantined work that did not cause them completes.
/// </summary>
/// <remarks>
/// Work with two crashes is probably innocent: its successor starts once nothing in quarantine runs, or two seconds
/// after it, so that slow activities are not delayed by each other's time. Work with more crashes runs alone.
/// </remarks>
internal sealed class PoisonQuarantine(TimeProvider time, Backoff backoff, ILogger logger)
{
    /// <summary>Work with this many crashes is poison: it fails without being run.</summary>
    public const int MaxCrashes = 5;

    private const int MinCrashes = 2;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Func<bool>, (int CrashCount, bool IsActivity, long Number)> _waiting = new();
    private readonly long _opened = time.GetTimestamp();
    private int _running;
    private bool _isOneAlone;
    private bool _isLogged;
    // Since the opening, as all times here.
    private TimeSpan _nextStart;
    private TimeSpan _nextTry = TimeSpan.MaxValue;

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
        while (TryDequeue() is { } tryRun)
        {
            if (!tryRun())
                MarkEnded();
        }
    }

    private void MarkEnded()
    {
        lock (_lock)
        {
            if (--_running > 0)
                return;

            (_isOneAlone, _nextStart) = (false, TimeSpan.Zero);
        }
    }

    private Func<bool>? TryDequeue()
    {
        lock (_lock)
        {
            if (!_waiting.TryPeek(out _, out var priority))
                return null;
            var isAlone = priority.CrashCount > MinCrashes;
            if (_running > 0 && (_isOneAlone || isAlone))
                return null;

            var now = time.GetElapsedTime(_opened);
            if (SetTimerIfEarly(priority.CrashCount, now))
                return null;

            LogOnce();
            _running++;
            (_isOneAlone, _nextStart) = (isAlone, now + MinLifetime(MinCrashes));
            var tryRun = _waiting.Dequeue();
            // Before this work runs: once it does, a virtual clock may advance.
            if (_waiting.TryPeek(out _, out var next))
                SetTimerIfEarly(next.CrashCount, now);
            return tryRun;
        }
    }

    private bool SetTimerIfEarly(int crashCount, TimeSpan now)
    {
        var lifetime = MinLifetime(crashCount);
        var at = lifetime > _nextStart ? lifetime : _nextStart;
        if (now >= at)
            return false;

        TryAt(at, now);
        return true;
    }

    private void TryAt(TimeSpan at, TimeSpan now)
    {
        if (at >= _nextTry)
            return;

        _nextTry = at;
        // Timers count whole milliseconds.
        backoff.Later(() => OnTime(at), TimeSpan.FromMilliseconds(Math.Ceiling((at - now).TotalMilliseconds)));
    }

    private void OnTime(TimeSpan at)
    {
        lock (_lock)
        {
            if (_nextTry == at)
                _nextTry = TimeSpan.MaxValue;
        }

        RunNext();
    }

    private void LogOnce()
    {
        if (!_isLogged)
            logger.QuarantineStarted(_waiting.Count);
        _isLogged = true;
    }

    // 2, 4 and 8 seconds.
    private static TimeSpan MinLifetime(int crashCount) => TimeSpan.FromSeconds(1 << (crashCount - 1));
}
