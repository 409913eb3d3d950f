using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Opens the connections to gateways. Exactly the addresses that were judged are connected to, so that a name which
/// leads elsewhere a moment later gains nothing. An address that the catalogue writes itself is not judged, nor is
/// <c>localhost</c>, as long as it leads to this machine, nor a proxy.
/// </summary>
internal sealed class HostConnector(
    ResolveHost resolve, HappyEyeballsConnector connector, GatewayNetwork network, GatewayProxy? proxy)
{
    /// <exception cref="PrivateAddressException">
    /// One of the name's addresses is not public, and none was tried.
    /// </exception>
    /// <exception cref="ProxyUnreachableException">
    /// The host is the proxy, and has no address or none that answers.
    /// </exception>
    /// <exception cref="SocketException">The name has no address, or none that answers.</exception>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isProxy = host.Equals(proxy?.Host, StringComparison.OrdinalIgnoreCase);
        try
        {
            var addresses = IPAddress.TryParse(host, out var written)
                ? [written]
                : await AddressesAsync(host, isProxy, cancellationToken);
            return new NetworkStream(await connector.ConnectAsync(addresses, port,
            cancellationToken), ownsSocket: true);
        }
        catch (SocketException exception) when (isProxy)
        {
            throw new ProxyUnreachableException(exception);
        }
    }

    private async Task<IPAddress[]> AddressesAsync(string host, bool isProxy, CancellationToken cancellationToken)
    {
        var addresses = await resolve(host, cancellationToken);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);

        var isLocal = LocalHost.Is(host);
        if (network == GatewayNetwork.Public && !isProxy
            && addresses.Any(
                address => PrivateAddresses.Contains(address) && !(isLocal && IPAddress.IsLoopback(address))))
        {
            throw new PrivateAddressException();
        }

        return addresses;
    }
}
