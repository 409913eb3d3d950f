namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Bounds the look-ups that run at once. Names whose last look-up was slow share a narrow lane, so that a name that is
/// new or healthy finds the wide one free.
/// </summary>
internal sealed class LookupLanes
{
    /// <summary>The maximum number of look-ups: each may occupy a thread, which mostly waits.</summary>
    public const int MaxLookups = 256;

    /// <summary>The maximum number of concurrent look-ups of names whose last look-up was slow.</summary>
    public const int MaxSlowLookups = 32;

    // Not disposed of: a look-up may end after the clients are gone, and without a wait handle there is nothing to
    // free.
    private readonly SemaphoreSlim[] _lanes = [new(MaxLookups), new(MaxSlowLookups)];

    /// <summary>The permits for a name.</summary>
    /// <param name="isSlow">Whether its last look-up was slow.</param>
    public SemaphoreSlim For(bool isSlow) => _lanes[isSlow ? 1 : 0];
}
