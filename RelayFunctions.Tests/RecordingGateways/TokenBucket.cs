namespace RelayFunctions.Tests.RecordingGateways;

/// <summary>The limit of a service as a token bucket: a number of requests at once, then a number per second.</summary>
internal sealed class TokenBucket(int size, double perSecond)
{
    private readonly Lock _lock = new();
    private double _tokens = size;
    private TimeSpan _last;

    /// <summary>Takes a token, or returns the time until the next one.</summary>
    public TimeSpan? Take(TimeSpan now)
    {
        lock (_lock)
        {
            _tokens = Math.Min(size, _tokens + ((now - _last).TotalSeconds * perSecond));
            _last = now;
            if (_tokens < 1)
                return TimeSpan.FromSeconds((1 - _tokens) / perSecond);

            _tokens--;
            return null;
        }
    }
}
