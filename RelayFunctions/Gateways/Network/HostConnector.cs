using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Opens the connections to gateways. It connects only to the addresses that it has checked, so a name that resolves to
/// others a moment later (DNS rebinding) gains nothing. It does not check IP addresses in the catalogue, proxies, and
/// <c>localhost</c> as long as it resolves to this machine.
/// </summary>
internal sealed class HostConnector(
    ResolveHost resolve,
    HappyEyeballsConnector connector,
    GatewayNetwork network,
    GatewayProxy? proxy,
    ProxyTunnels tunnels)
{
    /// <exception cref="PrivateAddressException">
    /// One of the name's addresses is not public, and none was tried.
    /// </exception>
    /// <exception cref="MetadataAddressException">
    /// A caller chose the host, and one of its addresses is the machine's own; none was tried.
    /// </exception>
    /// <exception cref="ProxyUnreachableException">
    /// The host is the proxy, and has no address, or no address that responds.
    /// </exception>
    /// <exception cref="SocketShortageException">This machine has no socket left.</exception>
    /// <exception cref="SocketException">The name has no address, or no address that responds.</exception>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isProxy = proxy?.IsAt(host, port) == true;
        IPAddress[] addresses = [];
        try
        {
            addresses = IPAddress.TryParse(host, out var written)
                ? [written]
                : await AddressesAsync(host, isProxy, cancellationToken);
            if (network == GatewayNetwork.PrivateForCallers && addresses.Any(MetadataAddresses.Contains))
                throw new MetadataAddressException();

            var socket = await connector.ConnectAsync(addresses, port, cancellationToken);
            var stream = new GatewayStream(socket);
            return isProxy && TargetOf(context.InitialRequestMessage) is { } target ? Tunnel(stream, target) : stream;
        }
        catch (SocketException exception) when (SocketShortageException.Of(exception, addresses) is { } shortage)
        {
            throw shortage;
        }
        catch (SocketException exception) when (isProxy)
        {
            throw new ProxyUnreachableException(exception);
        }
    }

    /// <summary>
    /// Returns the host and port that the proxy is asked for; null if the request itself is sent to the proxy.
    /// </summary>
    private string? TargetOf(HttpRequestMessage request)
    {
        var isConnect = request.Method == HttpMethod.Connect;
        return isConnect && Uri.TryCreate($"https://{request.Headers.Host}", UriKind.Absolute, out var target)
            ? ProxyTunnels.TargetOf(target)
            : proxy!.IsSocks ? ProxyTunnels.TargetOf(request.RequestUri!) : null;
    }

    private ProxyTunnelStream Tunnel(GatewayStream stream, string target)
    {
        var address = proxy!.Address!;
        var askedAt = tunnels.OnAsked(address, target);
        return new ProxyTunnelStream(stream, proxy.IsPlainHttp, () => tunnels.OnEnded(address, target, askedAt));
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
