namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The limiter's decision: a permit to send one request, or the time at which to retry. Dispose of it after the
/// request.
/// </summary>
public sealed class GatewayPermit : IDisposable
{
    private Func<TimeSpan?, IReadOnlyList<Guid>>? _release;
    private TimeSpan? _throttled;

    private GatewayPermit(DateTimeOffset? retryAt, Func<TimeSpan?, IReadOnlyList<Guid>>? release)
    {
        RetryAt = retryAt;
        _release = release;
    }

    /// <summary>The reserved time, or while the gateway is paused that of the next poll; null to send now.</summary>
    public DateTimeOffset? RetryAt { get; }

    /// <summary>The messages that can be woken from their reservations: known once this is disposed of.</summary>
    public IReadOnlyList<Guid> Woken { get; private set; } = [];

    /// <summary>Records that the gateway throttled the request, and for how long it is closed.</summary>
    public void Throttle(TimeSpan wait) => _throttled = wait;

    /// <summary>Releases the permit, for the next request.</summary>
    public void Dispose() => Woken = Interlocked.Exchange(ref _release, null)?.Invoke(_throttled) ?? Woken;

    internal static GatewayPermit Granted(Func<TimeSpan?, IReadOnlyList<Guid>> release) => new(null, release);

    internal static GatewayPermit Later(DateTimeOffset retryAt, IReadOnlyList<Guid> woken) =>
        new(retryAt, null) { Woken = woken };
}
