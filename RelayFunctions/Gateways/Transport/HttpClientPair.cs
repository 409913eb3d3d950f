using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Gateways.Transport;

/// <summary>The clients for either network. They share no connection.</summary>
internal sealed class HttpClientPair(HttpClientFactory clients, GatewayConnection connection) : IDisposable
{
    private readonly HttpClient _public = clients.Create(connection, GatewayNetwork.Public);
    private readonly HttpClient _private = clients.Create(connection, GatewayNetwork.Private);

    public HttpClient For(GatewayNetwork network) => network == GatewayNetwork.Private ? _private : _public;

    public void Dispose()
    {
        _public.Dispose();
        _private.Dispose();
    }
}
