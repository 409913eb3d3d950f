using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>Looks up the addresses of a host's name, by default with the system's resolver.</summary>
/// <param name="host">The name; never an address.</param>
/// <param name="cancellationToken">Cancels the call.</param>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);
