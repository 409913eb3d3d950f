namespace RelayFunctions.Gateways.Limiting;

/// <summary>The permit to send one request. Dispose of it after the request.</summary>
public sealed class GatewayPermit : LimiterDecision, IDisposable
{
    private Func<GatewayPermit, IReadOnlyList<Guid>>? _release;
    private bool _wakesNone;

    /// <param name="release">Releases the permit, and returns the messages to wake.</param>
    internal GatewayPermit(Func<GatewayPermit, IReadOnlyList<Guid>> release) => _release = release;

    /// <summary>The messages to wake from their reservations; empty until <see cref="Release"/>.</summary>
    public IReadOnlyList<Guid> Woken { get; private set; } = [];

    /// <summary>For how long the gateway is closed, since it throttled the request; null if it did not.</summary>
    internal TimeSpan? Throttled { get; private set; }

    /// <summary>Whether no request was sent.</summary>
    internal bool IsUnused { get; private set; }

    /// <summary>Whether the holder of the permit wakes the messages that are chosen.</summary>
    internal bool CanWake { get; private set; }

    /// <summary>Records that the gateway throttled the request, and for how long it is closed.</summary>
    public void Throttle(TimeSpan wait) => Throttled = wait;

    /// <summary>Records that no request was sent: none counts for the gateway's rate, and no other is woken.</summary>
    public void Waive() => (IsUnused, _wakesNone) = (true, true);

    /// <summary>Records that no request was needed: none counts for the gateway's rate, and others are woken.</summary>
    public void Return() => IsUnused = true;

    /// <summary>
    /// Releases the permit, for the next request, and chooses the messages to wake. The limiter expects them to arrive.
    /// </summary>
    public void Release()
    {
        CanWake = !_wakesNone;
        Woken = Interlocked.Exchange(ref _release, null)?.Invoke(this) ?? Woken;
    }

    /// <summary>
    /// Releases the permit, unless that has happened. It chooses no messages to wake, since nobody would wake them: the
    /// next request that ends does.
    /// </summary>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke(this);
}
