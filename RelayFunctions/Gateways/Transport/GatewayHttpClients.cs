using System.Runtime.CompilerServices;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Transport;

/// <summary>
/// The HTTP clients for requests to gateways. A proxy named by the environment (<c>HTTP_PROXY</c>) is not used: Relay's
/// own settings name one. Nothing logs or traces a request, since its path, query and headers contain secrets.
/// </summary>
public sealed class GatewayHttpClients : IDisposable
{
    private readonly HttpClientFactory _factory;
    private readonly ProxyTunnels _tunnels;
    private readonly NetworkHttpClients _default;

    // The entries live as long as the catalogue that the certificates were read for.
    private readonly ConditionalWeakTable<GatewayConnection, NetworkHttpClients> _own = [];

    internal GatewayHttpClients(ResolveHost lookUp, TimeProvider time, GatewayProxy? proxyForAll)
    {
        SecretTexts = [.. (proxyForAll?.SecretTexts ?? []).SelectMany(SecretText.FormsOf)];
        _tunnels = new ProxyTunnels(time);
        _factory = new HttpClientFactory(new HostResolver(lookUp, time).ResolveAsync, time, proxyForAll, _tunnels);
        _default = new NetworkHttpClients(_factory, GatewayConnection.Default);
    }

    /// <summary>
    /// The credentials of the proxy for all gateways, in the forms that <see cref="SecretText.Mask"/> takes.
    /// </summary>
    internal IReadOnlyList<string> SecretTexts { get; }

    /// <summary>
    /// Returns the client for a gateway and for its other addresses, such as that of its tokens. It is shared, must not
    /// be disposed of, and has no timeout. Gateways with different settings of their connections share none.
    /// </summary>
    public HttpClient For(Gateway gateway) => ClientsFor(gateway.Connection).For(gateway.Network);

    /// <summary>Describes why a request to one of a gateway's addresses failed.</summary>
    internal string Describe(Exception exception, Gateway gateway, Uri url)
    {
        var proxy = _factory.ProxyOf(gateway.Connection, gateway.Network);
        var state = url.IsAbsoluteUri && proxy?.GetProxy(url) is { } address
            ? new ProxyState(
                proxy.IsHostSecret ? null : address.IdnHost,
                _tunnels.IsUnanswered(address, url, gateway.Timeout / 2))
            : null;
        return TransportError.Describe(exception, gateway, state);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _default.Dispose();
        foreach (var (_, clients) in _own)
            clients.Dispose();
    }

    private NetworkHttpClients ClientsFor(GatewayConnection connection) => connection.IsDefault
        ? _default
        : _own.GetValue(connection, own => new NetworkHttpClients(_factory, own));
}
