using System.Globalization;

namespace RelayFunctions.Gateways.Sending;

/// <summary>Sends a message to a gateway once and says what came of it. No failure to send is an exception.</summary>
public sealed class GatewaySender(GatewayHttpClients clients, OwnAddress ownAddress, TimeProvider time)
{
    /// <summary>The answer is read to here, in bytes; what follows is left.</summary>
    private const int LongestAnswer = 64 * 1024;

    /// <summary>Sends one request. A stop of the process leaves it be: it ends within the gateway's timeout.</summary>
    public async Task<GatewayAnswer> SendAsync(Gateway gateway, OutgoingMessage message)
    {
        var startedAt = time.GetUtcNow();
        if (AddressOf(gateway) is not { } address)
            return new GatewayAnswer(startedAt, startedAt, null, "the app's own address is not known", null);

        using var timeout = new CancellationTokenSource(gateway.Timeout, time);
        int? statusCode = null;
        TimeSpan? retryAfter = null;
        string? error = null;
        try
        {
            using var request = Request(address, gateway, message);
            using var response = await clients.For(gateway).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            statusCode = (int)response.StatusCode;
            retryAfter = RetryAfter(response);
            await ReadAsync(response.Content, timeout.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            error = TransportError.Describe(exception, gateway.Timeout);
        }

        // A status that refuses the message says more than the rest of its answer that never came.
        if (statusCode is { } status)
            error = StatusText.ErrorOf(status) ?? error;
        return new GatewayAnswer(startedAt, time.GetUtcNow(), statusCode, error, retryAfter);
    }

    private Uri? AddressOf(Gateway gateway)
    {
        if (gateway.Url.IsAbsoluteUri)
            return gateway.Url;

        return ownAddress.Current is { } own ? new Uri(own, gateway.Url) : null;
    }

    private static HttpRequestMessage Request(Uri address, Gateway gateway, OutgoingMessage message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = MessageBody.Create(message.Text) };
        foreach (var (name, value) in gateway.Headers)
        {
            // A few, such as Content-Language, are the body's and not the request's.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id);
        request.Headers.TryAddWithoutValidation(
            "X-Relay-Attempt", message.Attempt.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    // Reading to the end lets the connection serve the next request.
    private static async Task ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var left = LongestAnswer;
        while (left > 0)
        {
            var read = await stream.ReadAsync(buffer, cancellation);
            if (read == 0)
                return;
            left -= read;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
