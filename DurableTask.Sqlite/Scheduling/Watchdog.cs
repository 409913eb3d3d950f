using DurableTask.Sqlite.Common;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Warns once a minute, with the lengths of the queues, while work waits and nothing progresses: a disk or a dispatcher
/// hangs. It only reports.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // Longer than the writer waits for another connection's lock.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);
    private const int TicksToWarn = 3;

    private readonly Func<QueueCounts> _count;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private long _moves;
    private int _still;

    public Watchdog(TimeProvider time, Func<QueueCounts> count, ILogger logger)
    {
        (_count, _logger) = (count, logger);
        // Set again at each tick, so that a virtual clock that jumps by a day causes one tick, not thousands.
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Tick, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var counts = _count();
        _still = counts.IsWorkWaiting && counts.Progress == _moves ? _still + 1 : 0;
        _moves = counts.Progress;
        if (_still == TicksToWarn)
        {
            _logger.Standstill(Tick * TicksToWarn, counts);
            _still = 0;
        }

        _timer.Change(Tick, Timeout.InfiniteTimeSpan);
    }
}
