namespace Peers;

/// <summary>One request to the gateway, the same for all contestants.</summary>
public sealed class Delivery(HttpClient client)
{
    /// <summary>Sends a message to the gateway.</summary>
    /// <exception cref="HttpRequestException">The gateway did not accept it.</exception>
    public async Task SendAsync(Message message)
    {
        using var response = await client.PostAsJsonAsync(string.Empty, message);
        response.EnsureSuccessStatusCode();
    }
}
