using System.Collections.Concurrent;
using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Resolves host names for all connections to gateways. A name is looked up once, however many connections wait for it.
/// Names that no resolver answers for do not delay others: docs/decisions/0025-connections.md.
/// </summary>
/// <param name="lookUp">Looks one name up.</param>
/// <param name="time">Says how long a look-up took and how old a result is.</param>
internal sealed class HostResolver(ResolveHost lookUp, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, HostName> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly LookupLanes _lanes = new();

    /// <summary>The addresses of a name.</summary>
    /// <param name="host">
    /// The name; never an address. Names come from the catalogue alone, which bounds their number.
    /// </param>
    /// <param name="cancellation">
    /// Stops waiting. The look-up itself goes on for others and for the next attempt.
    /// </param>
    /// <exception cref="System.Net.Sockets.SocketException">The name can't be resolved.</exception>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        _names.GetOrAdd(
            host, name => new HostName(name, lookUp, _lanes, time)).AddressesAsync().WaitAsync(cancellation);
}
