namespace RelayFunctions.Messages.Admission;

/// <summary>
/// Bounds the requests in flight by how long they take (additive increase, multiplicative decrease): the bound grows
/// by one for each round of quick requests under load, and shrinks by a tenth for each round with a slow one. Requests
/// over the bound are refused, so that accepted ones stay quick under any load.
/// </summary>
public sealed class AdaptiveConcurrencyLimit(TimeProvider time)
{
    /// <summary>The lowest bound: this many requests may always wait for the store.</summary>
    private const int MinLimit = 64;

    private const int MaxLimit = 4096;
    private const double Decrease = 0.9;

    private static readonly TimeSpan MaxQuick = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private double _limit = 256;
    private int _inFlight;
    private int _remainingInRound;

    /// <summary>Whether a request would be refused now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
                return _inFlight >= (int)_limit;
        }
    }

    /// <summary>
    /// Admits a request whose body has arrived; null if too many are in flight. Dispose of the result when the response
    /// is made.
    /// </summary>
    public IDisposable? TryEnter()
    {
        lock (_lock)
        {
            if (IsFull)
                return null;

            _inFlight++;
            // Far below the bound, quick requests say nothing about it.
            return new Entry(this, time.GetTimestamp(), isLoaded: _inFlight >= (int)_limit / 2);
        }
    }

    private void Leave(long enteredAt, bool isLoaded)
    {
        var isSlow = time.GetElapsedTime(enteredAt) > MaxQuick;
        lock (_lock)
        {
            _inFlight--;
            if (_remainingInRound > 0)
                _remainingInRound--;
            if (!isSlow)
            {
                if (isLoaded)
                    _limit = Math.Min(MaxLimit, _limit + (1 / _limit));
            }
            else if (_remainingInRound == 0)
            {
                // Requests that entered under the old bound say nothing about the new one.
                _limit = Math.Max(MinLimit, _limit * Decrease);
                _remainingInRound = _inFlight;
            }
        }
    }

    private sealed class Entry(AdaptiveConcurrencyLimit limit, long enteredAt, bool isLoaded) : IDisposable
    {
        private bool _isLeft;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isLeft, true))
                limit.Leave(enteredAt, isLoaded);
        }
    }
}
