using System.Collections.Concurrent;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// The tunnels that proxies were asked for and have not answered for, so that the error of an attempt that times out
/// can name the proxy. Each entry belongs to an open connection.
/// </summary>
internal sealed class ProxyTunnels
{
    private readonly ConcurrentDictionary<(Uri Proxy, string Target), int> _unanswered = new();

    /// <summary>A connection was made to ask for a tunnel.</summary>
    public void OnAsked(Uri proxy, string target) =>
        _unanswered.AddOrUpdate((proxy, target), 1, (_, count) => count + 1);

    /// <summary>The proxy has answered, or the connection was closed.</summary>
    public void OnEnded(Uri proxy, string target)
    {
        if (_unanswered.AddOrUpdate((proxy, target), 0, (_, count) => count - 1) <= 0)
            _unanswered.TryRemove(KeyValuePair.Create((proxy, target), 0));
    }

    /// <summary>Whether a proxy has not answered for a gateway's host and port.</summary>
    public bool IsUnanswered(Uri proxy, Uri url) =>
        _unanswered.TryGetValue((proxy, TargetOf(url)), out var count) && count > 0;

    /// <summary>An address's host and port, by which a proxy is asked for a tunnel.</summary>
    public static string TargetOf(Uri url) => $"{url.IdnHost}:{url.Port}";
}
