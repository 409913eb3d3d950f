using System.Runtime.CompilerServices;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Sending;

/// <summary>
/// The HTTP clients that gateways are asked with. Gateways are reached directly: a proxy named by the environment
/// (<c>HTTP_PROXY</c>) is not used. Nothing logs or traces a request, since its path, query and headers hold secrets.
/// </summary>
public sealed class GatewayHttpClients : IDisposable
{
    private readonly ResolveHost _resolve;
    private readonly AddressRace _race;
    private readonly HttpClientPair _usual;

    // They go with the catalogue that the certificate was read for.
    private readonly ConditionalWeakTable<ClientCertificate, HttpClientPair> _certified = [];

    internal GatewayHttpClients(ResolveHost lookUp, TimeProvider time)
    {
        _resolve = new HostResolver(lookUp, time).ResolveAsync;
        _race = new AddressRace(time);
        _usual = new HttpClientPair(_resolve, _race, certificate: null);
    }

    /// <summary>
    /// The client for a gateway and for whatever else it names, such as the address of its tokens. It is shared, not to
    /// be disposed of, and has no timeout. Gateways that may not share connections have none in common.
    /// </summary>
    public HttpClient For(Gateway gateway) => PairFor(gateway.Certificate).For(gateway.Network);

    /// <inheritdoc/>
    public void Dispose()
    {
        _usual.Dispose();
        foreach (var (_, clients) in _certified)
            clients.Dispose();
    }

    private HttpClientPair PairFor(ClientCertificate? certificate) => certificate is null
        ? _usual
        : _certified.GetValue(certificate, shown => new HttpClientPair(_resolve, _race, shown));
}
