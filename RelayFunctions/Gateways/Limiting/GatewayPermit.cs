namespace RelayFunctions.Gateways.Limiting;

/// <summary>The permit to send one request. Dispose of it after the request.</summary>
public sealed class GatewayPermit : LimiterDecision, IDisposable
{
    private Func<TimeSpan?, IReadOnlyList<Guid>>? _release;
    private TimeSpan? _throttled;

    /// <param name="release">Releases the permit, and returns the messages to wake.</param>
    internal GatewayPermit(Func<TimeSpan?, IReadOnlyList<Guid>> release) => _release = release;

    /// <summary>The messages that can be woken from their reservations; empty until this is disposed of.</summary>
    public IReadOnlyList<Guid> Woken { get; private set; } = [];

    /// <summary>Records that the gateway throttled the request, and for how long it is closed.</summary>
    public void Throttle(TimeSpan wait) => _throttled = wait;

    /// <summary>Releases the permit, for the next request.</summary>
    public void Dispose() => Woken = Interlocked.Exchange(ref _release, null)?.Invoke(_throttled) ?? Woken;
}
