namespace RelayFunctions.Gateways.Limiting;

/// <summary>The permit to send one request. Dispose of it after the request.</summary>
public sealed class GatewayPermit : LimiterDecision, IDisposable
{
    private Func<GatewayPermit, IReadOnlyList<Guid>>? _release;

    /// <param name="release">Releases the permit, and returns the messages to wake.</param>
    internal GatewayPermit(Func<GatewayPermit, IReadOnlyList<Guid>> release) => _release = release;

    /// <summary>The messages that can be woken from their reservations; empty until this is disposed of.</summary>
    public IReadOnlyList<Guid> Woken { get; private set; } = [];

    /// <summary>For how long the gateway is closed, since it throttled the request; null if it did not.</summary>
    internal TimeSpan? Throttled { get; private set; }

    /// <summary>Whether no request was sent.</summary>
    internal bool IsUnused { get; private set; }

    /// <summary>Records that the gateway throttled the request, and for how long it is closed.</summary>
    public void Throttle(TimeSpan wait) => Throttled = wait;

    /// <summary>Records that no request was sent: none counts for the gateway's rate, and no other is woken.</summary>
    public void Waive() => IsUnused = true;

    /// <summary>Releases the permit, for the next request.</summary>
    public void Dispose() => Woken = Interlocked.Exchange(ref _release, null)?.Invoke(this) ?? Woken;
}
