using System.Net;
using System.Net.Sockets;
using EmbeddedFunctions.Configuration;
using Microsoft.AspNetCore.Connections;

namespace EmbeddedFunctions.Http;

/// <summary>
/// Replaces the transport of every address other than loopback while no key is configured, and refuses to bind it.
/// Every way to configure an address (urls, ports, Kestrel's own configuration, code) ends here.
/// </summary>
internal sealed class LoopbackListeners : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint switch
    {
        IPEndPoint ip => !IPAddress.IsLoopback(ip.Address),
        UnixDomainSocketEndPoint or NamedPipeEndPoint => false,
        _ => true,
    };

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        throw new StartRefusedException(FaultOf(endpoint.ToString()!));

    /// <summary>
    /// Finds the configured addresses other than loopback before the server is built: a fault for each.
    /// </summary>
    public static IEnumerable<string> Faults(IEnumerable<string> urls) =>
        urls.Where(url => ListenAddress.Parse(url) is { IsLoopback: false }).Select(FaultOf);

    private static string FaultOf(string address) =>
        "No function key is configured, so only loopback addresses are served, "
        + $"and '{address}' isn't one. Configure a key (Functions__Keys__NAME=...) or listen on 127.0.0.1.";
}
