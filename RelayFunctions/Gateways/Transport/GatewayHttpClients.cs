using System.Runtime.CompilerServices;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Transport;

/// <summary>
/// The HTTP clients that gateways are asked with. A proxy named by the environment (<c>HTTP_PROXY</c>) is not used:
/// Relay's own settings name one. Nothing logs or traces a request, since its path, query and headers hold secrets.
/// </summary>
public sealed class GatewayHttpClients : IDisposable
{
    private readonly HttpClientFactory _factory;
    private readonly HttpClientPair _usual;

    // They go with the catalogue that the certificates were read for.
    private readonly ConditionalWeakTable<GatewayConnection, HttpClientPair> _own = [];

    internal GatewayHttpClients(ResolveHost lookUp, TimeProvider time, GatewayProxy? proxyForAll)
    {
        _factory = new HttpClientFactory(new HostResolver(lookUp, time).ResolveAsync, time, proxyForAll);
        _usual = new HttpClientPair(_factory, GatewayConnection.Usual);
    }

    /// <summary>
    /// The client for a gateway and for whatever else it names, such as the address of its tokens. It is shared, not to
    /// be disposed of, and has no timeout. Gateways that may not share connections have none in common.
    /// </summary>
    public HttpClient For(Gateway gateway) => PairFor(gateway.Connection).For(gateway.Network);

    /// <inheritdoc/>
    public void Dispose()
    {
        _usual.Dispose();
        foreach (var (_, clients) in _own)
            clients.Dispose();
    }

    private HttpClientPair PairFor(GatewayConnection connection) => connection.IsUsual
        ? _usual
        : _own.GetValue(connection, own => new HttpClientPair(_factory, own));
}
