namespace RelayFunctions.Gateways.Limiting;

/// <summary>The limiter's answer: come in, or come back later. Dispose of it when the request has ended.</summary>
public sealed class Admission : IDisposable
{
    private Action? _leave;

    private Admission(DateTimeOffset? comeBackAt, Action? leave)
    {
        ComeBackAt = comeBackAt;
        _leave = leave;
    }

    /// <summary>The place in time that was reserved; null if the request may be sent now.</summary>
    public DateTimeOffset? ComeBackAt { get; }

    internal static Admission Granted(Action leave) => new(null, leave);

    internal static Admission Later(DateTimeOffset comeBackAt) => new(comeBackAt, null);

    /// <summary>Makes room for the next request.</summary>
    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
