using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Sending;

/// <summary>
/// The HTTP clients that gateways are asked with. Gateways are reached directly: a proxy named by the environment
/// (<c>HTTP_PROXY</c>) is not used. Nothing logs or traces a request, since its path, query and headers hold secrets.
/// </summary>
public sealed class GatewayHttpClients : IDisposable
{
    private readonly HttpClient _public;
    private readonly HttpClient _private;

    internal GatewayHttpClients(ResolveHost resolve)
    {
        _public = Create(new HostConnector(GatewayNetwork.Public, resolve));
        _private = Create(new HostConnector(GatewayNetwork.Private, resolve));
    }

    /// <summary>
    /// The client for a gateway and for whatever else it names, such as the address of its tokens. It is shared, not to
    /// be disposed of, and has no timeout. Gateways that may not share connections have none in common.
    /// </summary>
    public HttpClient For(Gateway gateway) => gateway.Network == GatewayNetwork.Private ? _private : _public;

    /// <inheritdoc/>
    public void Dispose()
    {
        _public.Dispose();
        _private.Dispose();
    }

    private static HttpClient Create(HostConnector connector)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = connector.ConnectAsync,
            // Null turns off the handler's own trace, whose url.full shows the path.
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // An attempt that is given up leaves its connecting behind; no attempt is given longer than this.
            ConnectTimeout = TimeSpan.FromMinutes(2),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
