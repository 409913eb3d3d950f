using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Opens the connections to gateways. A name is resolved once for each, and exactly the addresses that were judged are
/// connected to, so that a name which leads elsewhere a moment later gains nothing. An address that the catalogue writes
/// itself is not judged, nor is <c>localhost</c>, as long as it leads to this machine.
/// </summary>
internal sealed class HostConnector(GatewayNetwork network, ResolveHost resolve, AddressRace race)
{
    /// <exception cref="PrivateAddressException">One of the name's addresses is not public, and none was tried.</exception>
    /// <exception cref="SocketException">The name has no address, or none that answers.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var written) ? [written] : await AddressesAsync(host, cancellation);
        return new NetworkStream(await race.ConnectAsync(addresses, port, cancellation), ownsSocket: true);
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        var addresses = await resolve(host, cancellation);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);

        var isLocal = IsLocalhost(host);
        if (network == GatewayNetwork.Public
            && addresses.Any(address => PrivateAddresses.Contain(address) && !(isLocal && IPAddress.IsLoopback(address))))
            throw new PrivateAddressException();

        return addresses;
    }

    // RFC 6761 (6.3) keeps these names for this machine.
    private static bool IsLocalhost(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
