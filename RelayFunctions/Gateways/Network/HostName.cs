using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>A host's name with its last look-up, which connections share for a few seconds.</summary>
internal sealed class HostName(string name, ResolveHost lookUp, LookupLanes lanes, TimeProvider time)
{
    /// <summary>
    /// How long addresses are used: a burst of connections needs one look-up, and a changed address is soon found.
    /// </summary>
    private static readonly TimeSpan AddressLifetime = TimeSpan.FromSeconds(10);

    /// <summary>How long a failure is cached: less than the pause between two attempts.</summary>
    private static readonly TimeSpan FailureLifetime = TimeSpan.FromSeconds(5);

    /// <summary>A look-up that takes longer makes the name slow. Resolvers give up after 5 s at the earliest.</summary>
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<IPAddress[]>? _current;
    private long _endedAt;
    private TimeSpan _lifetime;
    private bool _isSlow;

    /// <summary>Whether no look-up is under way and the last one is too old to use.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
                return _current is { IsCompleted: true } && time.GetElapsedTime(_endedAt) >= _lifetime;
        }
    }

    /// <summary>Returns the addresses, from the last look-up if it is recent, or else from a new one.</summary>
    public Task<IPAddress[]> AddressesAsync()
    {
        lock (_lock)
        {
            if (_current is null || IsIdle)
                _current = LookUpAsync(lanes.For(_isSlow));
            return _current;
        }
    }

    private async Task<IPAddress[]> LookUpAsync(SemaphoreSlim lane)
    {
        await lane.WaitAsync();
        var startedAt = time.GetTimestamp();
        var lifetime = FailureLifetime;
        try
        {
            var addresses = await lookUp(name, CancellationToken.None);
            lifetime = AddressLifetime;
            return addresses;
        }
        finally
        {
            lane.Release();
            lock (_lock)
            {
                _isSlow = time.GetElapsedTime(startedAt) >= SlowAfter;
                // By the monotonic clock, which can't be set.
                (_endedAt, _lifetime) = (time.GetTimestamp(), lifetime);
            }
        }
    }
}
