using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Sending;

/// <summary>The clients for either network. They share no connection.</summary>
internal sealed class HttpClientPair(ResolveHost resolve, AddressRace race, ClientCertificate? certificate) : IDisposable
{
    private readonly HttpClient _public = Create(new HostConnector(GatewayNetwork.Public, resolve, race), certificate);
    private readonly HttpClient _private = Create(new HostConnector(GatewayNetwork.Private, resolve, race), certificate);

    public HttpClient For(GatewayNetwork network) => network == GatewayNetwork.Private ? _private : _public;

    public void Dispose()
    {
        _public.Dispose();
        _private.Dispose();
    }

    private static HttpClient Create(HostConnector connector, ClientCertificate? certificate)
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
            // Idle connections are looked for once a second: none is used that was idle for 1.5 s, and no common server
            // closes its own before 2 s (docs/decisions/0026-stale-connections.md).
            PooledConnectionIdleTimeout = TimeSpan.FromMilliseconds(500),
            // An attempt that is given up leaves its connecting behind; no attempt is given longer than this.
            ConnectTimeout = TimeSpan.FromMinutes(2),
        };
        handler.SslOptions.ClientCertificateContext = certificate?.Context;
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
