using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Transport;

/// <summary>The clients for each network. They share no connection.</summary>
internal sealed class NetworkHttpClients(HttpClientFactory clients, GatewayConnection connection) : IDisposable
{
    private readonly Dictionary<GatewayNetwork, HttpClient> _clients = Enum.GetValues<GatewayNetwork>().ToDictionary(
        network => network, network => clients.Create(connection, network));

    public HttpClient For(GatewayNetwork network) => _clients[network];

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }
}
