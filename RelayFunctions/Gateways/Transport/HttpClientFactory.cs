using System.Net.Security;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Transport;

/// <summary>Makes the HTTP clients for requests to gateways.</summary>
/// <param name="resolve">Resolves the names of hosts.</param>
/// <param name="time">The clock of the pause between two addresses.</param>
/// <param name="proxyForAll">The proxy for gateways that name none; null for none.</param>
/// <param name="tunnels">The tunnels that proxies have not answered for.</param>
internal sealed class HttpClientFactory(
    ResolveHost resolve, TimeProvider time, GatewayProxy? proxyForAll, ProxyTunnels tunnels)
{
    /// <summary>
    /// Idle connections are looked for once a second: none is used that was idle for 1.5 s, and no common server closes
    /// its own before 2 s (docs/decisions/0025-requests-and-responses.md).
    /// </summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A server that closes a connection of HTTP/2 names the last request that it accepted, and later ones are sent
    /// again. Apple treats frequent new connections as an attack.
    /// </summary>
    private static readonly TimeSpan Http2IdleTimeout = TimeSpan.FromMinutes(1);

    /// <summary>A response whose headers are longer is not read, not even its status.</summary>
    private const int MaxHeaderKilobytes = 128;

    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    private readonly HappyEyeballsConnector _connector = new(time);

    /// <summary>
    /// Returns the proxy of a connection; null for none. The proxy for all gateways leads out of the private network, so
    /// it does not reach gateways within it.
    /// </summary>
    public GatewayProxy? ProxyOf(GatewayConnection connection, GatewayNetwork network) =>
        connection.Proxy ?? (network == GatewayNetwork.Public ? proxyForAll : null);

    /// <summary>Creates a client with its own connections.</summary>
    public HttpClient Create(GatewayConnection connection, GatewayNetwork network)
    {
        var proxy = ProxyOf(connection, network);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy,
            ConnectCallback = new HostConnector(resolve, _connector, network, proxy, tunnels).ConnectAsync,
            PlaintextStreamFilter = static (context, _) =>
            {
                ConnectionUse.OnOpened(context.InitialRequestMessage);
                return ValueTask.FromResult(context.PlaintextStream);
            },
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            // Null turns off the handler's own trace, whose url.full shows the path.
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = connection.IsHttp2 ? Http2IdleTimeout : IdleTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = connection.IsHttp2 ? PingDelay : Timeout.InfiniteTimeSpan,
            KeepAlivePingTimeout = PingTimeout,
            // Connecting continues in the background after its attempt has timed out. The bound is the longest timeout
            // of an attempt.
            ConnectTimeout = TimeSpan.FromMinutes(2),
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = connection.Certificate?.Context,
                CertificateChainPolicy = connection.Issuers?.Policy ?? TrustedIssuers.SystemPolicy,
                RemoteCertificateValidationCallback = new ServerCertificateCheck(connection.Issuers, time).Accept,
            },
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
