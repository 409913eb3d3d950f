using Microsoft.Extensions.DependencyInjection;

namespace RelayFunctions.Gateways.Sending;

/// <summary>The HTTP client that gateways are asked with.</summary>
internal static class GatewayHttpClient
{
    public const string Name = "gateways";

    /// <summary>
    /// Gateways are reached directly: a proxy named by the environment (<c>HTTP_PROXY</c>) is not used. Nothing logs or
    /// traces the request, since its path, query and headers hold secrets.
    /// </summary>
    public static void Add(IServiceCollection services) => services
        .AddHttpClient(Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            // Null turns off the handler's own trace, whose url.full shows the path.
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // An attempt that is given up leaves its connecting behind; no attempt is given longer than this.
            ConnectTimeout = TimeSpan.FromMinutes(2),
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
