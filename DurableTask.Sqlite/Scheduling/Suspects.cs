namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Work that was running at more than one death of the process: some of it may be what it dies of. It runs one at a
/// time, instances and activities together, that of the fewest deaths first, and not before the process has lived for a
/// while, the longer the more deaths: so all other work goes on between two deaths, and who is innocent gets through.
/// </summary>
internal sealed class Suspects(TimeProvider time, Backoff backoff)
{
    /// <summary>With so many deaths it is not run again, but fails.</summary>
    public const int Fatal = 5;

    private const int Suspicious = 2;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Func<bool>, (int Deaths, bool IsActivity, long Number)> _waiting = new();
    private readonly long _opened = time.GetTimestamp();
    private bool _isOneOut;

    public static bool Include(int deaths) => deaths is >= Suspicious and < Fatal;

    /// <summary>An instance that waits for its turn, before activities of as many deaths: its episode is the shorter.</summary>
    /// <param name="row">The instance.</param>
    /// <param name="deaths">At how many deaths it was running.</param>
    /// <param name="turn">Takes the turn when it comes, maybe at once, so that <see cref="Left"/> follows; or says no.</param>
    public void AddInstance(long row, int deaths, Func<bool> turn) => Add((deaths, false, row), turn);

    /// <summary>An activity, likewise.</summary>
    public void AddActivity(long sequence, int deaths, Func<bool> turn) => Add((deaths, true, sequence), turn);

    /// <summary>The one that had its turn has ended.</summary>
    public void Left()
    {
        LetGo();
        Next();
    }

    private void Add((int Deaths, bool IsActivity, long Number) place, Func<bool> turn)
    {
        lock (_lock)
            _waiting.Enqueue(turn, place);
        Next();
    }

    private void Next()
    {
        while (TryDequeue() is { } turn && !turn())
            LetGo();
    }

    private void LetGo()
    {
        lock (_lock)
            _isOneOut = false;
    }

    private Func<bool>? TryDequeue()
    {
        lock (_lock)
        {
            if (_isOneOut || !_waiting.TryPeek(out _, out var place))
                return null;

            var wait = Pause(place.Deaths) - time.GetElapsedTime(_opened);
            if (wait > TimeSpan.Zero)
            {
                // Timers count whole milliseconds.
                backoff.Later(Next, TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
                return null;
            }

            _isOneOut = true;
            return _waiting.Dequeue();
        }
    }

    // 2, 4 and 8 seconds.
    private static TimeSpan Pause(int deaths) => TimeSpan.FromSeconds(1 << (deaths - 1));
}
