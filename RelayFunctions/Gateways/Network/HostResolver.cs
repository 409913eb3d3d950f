using System.Collections.Concurrent;
using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Resolves host names for all connections to gateways. A name is looked up once, however many connections wait for it.
/// Names that no resolver answers for do not delay others: docs/decisions/0025-requests-and-responses.md.
/// </summary>
/// <param name="lookUp">Looks one name up.</param>
/// <param name="time">The clock of look-ups and results.</param>
internal sealed class HostResolver(ResolveHost lookUp, TimeProvider time)
{
    /// <summary>
    /// Idle names are dropped once there are this many, since callback urls can bring any number.
    /// </summary>
    private const int MaxNames = 1000;

    private readonly ConcurrentDictionary<string, HostName> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly LookupLanes _lanes = new();

    /// <summary>How many names are kept.</summary>
    internal int Count => _names.Count;

    /// <summary>Returns the addresses of a name.</summary>
    /// <param name="host">The name; never an address.</param>
    /// <param name="cancellationToken">
    /// Stops waiting. The look-up itself continues for others and for the next attempt.
    /// </param>
    /// <exception cref="System.Net.Sockets.SocketException">The name can't be resolved.</exception>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue(host, out var name))
        {
            if (_names.Count >= MaxNames)
                DropIdle();
            name = _names.GetOrAdd(host, text => new HostName(text, lookUp, _lanes, time));
        }

        return name.AddressesAsync().WaitAsync(cancellationToken);
    }

    private void DropIdle()
    {
        foreach (var entry in _names.Where(entry => entry.Value.IsIdle))
            _names.TryRemove(entry);
    }
}
