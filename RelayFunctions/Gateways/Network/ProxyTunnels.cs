namespace RelayFunctions.Gateways.Network;

/// <summary>
/// The tunnels that proxies were asked for and have not answered for, so that the error of an attempt that times out
/// can name the proxy. Each entry belongs to an open connection.
/// </summary>
internal sealed class ProxyTunnels(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Uri Proxy, string Target), List<long>> _unanswered = [];

    /// <summary>Records that a connection was made to ask for a tunnel, and returns the time of that.</summary>
    public long OnAsked(Uri proxy, string target)
    {
        var askedAt = time.GetTimestamp();
        lock (_lock)
        {
            if (!_unanswered.TryGetValue((proxy, target), out var times))
                _unanswered.Add((proxy, target), times = []);
            times.Add(askedAt);
        }

        return askedAt;
    }

    /// <summary>Records that the proxy has answered, or that the connection was closed.</summary>
    public void OnEnded(Uri proxy, string target, long askedAt)
    {
        lock (_lock)
        {
            if (_unanswered.TryGetValue((proxy, target), out var times) && times.Remove(askedAt) && times.Count == 0)
                _unanswered.Remove((proxy, target));
        }
    }

    /// <summary>Whether a proxy has not answered for a gateway's host and port for some time.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="url">The gateway's address.</param>
    /// <param name="since">The time: the tunnel of another attempt may just have been asked for.</param>
    public bool IsUnanswered(Uri proxy, Uri url, TimeSpan since)
    {
        lock (_lock)
        {
            return _unanswered.TryGetValue((proxy, TargetOf(url)), out var times)
                && times.Exists(askedAt => time.GetElapsedTime(askedAt) >= since);
        }
    }

    /// <summary>Returns an address's host and port, by which a proxy is asked for a tunnel.</summary>
    public static string TargetOf(Uri url) => $"{url.IdnHost}:{url.Port}";
}
