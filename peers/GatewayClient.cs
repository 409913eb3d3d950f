namespace Peers;

/// <summary>Sends messages to the gateway; shared by all compared implementations.</summary>
public sealed class GatewayClient(HttpClient client)
{
    /// <summary>Sends a message to the gateway.</summary>
    /// <exception cref="HttpRequestException">The gateway did not accept it.</exception>
    public async Task SendAsync(Message message)
    {
        using var response = await client.PostAsJsonAsync(string.Empty, message);
        response.EnsureSuccessStatusCode();
    }
}
