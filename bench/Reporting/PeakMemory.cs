using System.Diagnostics;

namespace Bench.Reporting;

/// <summary>
/// The peak of the resident memory of processes that run one after another. The kernel forgets the peak of an ended
/// process, so it is read every 100 ms: only a last rise before an unexpected exit is missed.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Func<Process> _current;
    private readonly ITimer _timer;
    private double _peak;

    /// <param name="current">The process that runs now.</param>
    public PeakMemory(Func<Process> current)
    {
        _current = current;
        _timer = TimeProvider.System.CreateTimer(_ => Read(), state: null, TimeSpan.Zero, Interval);
    }

    /// <summary>The peak of all processes so far, in MiB.</summary>
    public double Read()
    {
        lock (_lock)
            return _peak = Math.Max(_peak, PeakOf(_current()));
    }

    public void Dispose() => _timer.Dispose();

    private static double PeakOf(Process process)
    {
        try
        {
            return ProcessMemory.PeakOf(process.Id);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The process has ended, or is being replaced.
            return 0;
        }
    }
}
