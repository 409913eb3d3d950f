namespace RelayFunctions.Delivery;

/// <summary>
/// Keeps the pause between two attempts of a message, even if the timer that ends it fires too early. In the process
/// that made the previous attempt, the monotonic clock, which can't be set, measures the pause; after a restart or on
/// another machine the wall clock does.
/// </summary>
public sealed class AttemptPauses(TimeProvider time)
{
    /// <summary>
    /// The longest remaining pause that the activity waits for itself. For a longer one, the delivery waits.
    /// </summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The maximum number of pauses that are remembered (about 150 bytes each). The wall clock measures further ones.
    /// </summary>
    private const int MaxRemembered = 100_000;

    /// <summary>How often expired pauses are removed while there is no room.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pause> _pauses = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _nextSweep;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>
    /// Waits for the end of the pause if it is near. Returns the remaining time if it is longer; null once the pause is
    /// over.
    /// </summary>
    public async Task<TimeSpan?> WaitAsync(AttemptRequest request)
    {
        // A timer can fire a little early, so the clock is read again.
        for (var left = Left(request); left > TimeSpan.Zero; left = Left(request))
        {
            if (left > MaxWait)
                return left;

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time);
        }

        return null;
    }

    /// <summary>Records that an attempt has ended now.</summary>
    /// <param name="request">The attempt.</param>
    /// <param name="pause">The pause before the next one; null if none follows.</param>
    public void OnEnded(AttemptRequest request, TimeSpan? pause)
    {
        lock (_lock)
        {
            _pauses.Remove(request.Id);
            if (pause is { } length && HasRoom())
            {
                _pauses.Add(
                    request.Id,
                    new Pause(
                        request.Number, Now + (length > DeliveryRules.MinPause ? length : DeliveryRules.MinPause)));
            }
        }
    }

    private TimeSpan Left(AttemptRequest request)
    {
        lock (_lock)
        {
            // Another process may have made attempts since: only the attempt just before this one matters.
            if (_pauses.TryGetValue(request.Id, out var pause) && pause.AttemptBefore == request.Number - 1)
                return pause.Until - Now;
        }

        return request.NotBefore is { } notBefore ? notBefore - time.GetUtcNow() : TimeSpan.Zero;
    }

    private bool HasRoom()
    {
        if (_pauses.Count < MaxRemembered)
            return true;
        var now = Now;
        if (now < _nextSweep)
            return false;

        _nextSweep = now + SweepInterval;
        foreach (var (id, pause) in _pauses)
        {
            if (pause.Until <= now)
                _pauses.Remove(id);
        }

        return _pauses.Count < MaxRemembered;
    }

    private readonly record struct Pause(int AttemptBefore, TimeSpan Until);
}
