using Polly;

namespace Shop.Sample;

/// <summary>Sends messages through Relay.</summary>
internal sealed class RelayClient(HttpClient http)
{
    /// <summary>Sends a message, or finds the one that was already sent with the same key.</summary>
    /// <param name="message">The message.</param>
    /// <param name="idempotencyKey">Identifies the message among all that the shop ever sends.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message's id, once Relay has stored it.</returns>
    /// <exception cref="HttpRequestException">
    /// Relay can't be reached, or refuses the message: then the text contains its problem details.
    /// </exception>
    /// <exception cref="ExecutionRejectedException">Relay did not respond in time, even when asked again.</exception>
    public async Task<string> SendAsync(
        OutgoingMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/send_message")
        {
            Content = JsonContent.Create(message),
            Headers = { { "Idempotency-Key", idempotencyKey } },
        };
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"Relay: {problem}", inner: null, response.StatusCode);
        }

        var accepted = await response.Content.ReadFromJsonAsync<AcceptedMessage>(cancellationToken);
        return accepted!.Id;
    }

    private sealed record AcceptedMessage(string Id);
}
