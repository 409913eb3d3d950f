using System.Net;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Tokens;
using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Gateways.Sending;

/// <summary>
/// Sends a message to a gateway once and returns the result. A failure to send is a result, not an exception.
/// </summary>
public sealed class GatewaySender(
    GatewayHttpClients clients, AccessTokens tokens, AppAddress ownAddress, TimeProvider time)
{
    /// <summary>
    /// Sends one request. A stop of the process does not cancel it: it ends within the gateway's timeout.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// The process stops before the response or the gateway's timeout.
    /// </exception>
    /// <exception cref="RenderException">
    /// The gateway's format can't represent the message; nothing was sent.
    /// </exception>
    public async Task<GatewayResponse> SendAsync(Gateway gateway, AttemptRequest message)
    {
        var startedAt = time.GetUtcNow();
        using var timeout = new CancellationTokenSource(gateway.Timeout, time);
        int? statusCode = null;
        int? tokenStatus = null;
        TimeSpan? retryAfter = null;
        string? error = null;
        var meaning = ResponseMeaning.NotTaken;
        try
        {
            var draft = gateway.Request.Render(MessageScope.Create(gateway, message, startedAt), ownAddress.Current);
            using var response = await SendAsync(gateway, message, draft, startedAt, timeout.Token);
            statusCode = (int)response.StatusCode;
            retryAfter = RetryAfterHeader.Read(response.Headers, time.GetUtcNow());
            // A body that no rule needs is not read: the handler drains it for a while, so that the connection can be
            // reused.
            var body = gateway.Responses.ReadsBody(statusCode.Value)
                || gateway.Wait?.ReadsBody(
                    statusCode.Value, gateway.Responses.CanBeThrottled(statusCode.Value)) == true
                ? await ResponseBody.ReadAsync(response.Content, timeout.Token)
                : ResponseText.None;
            (meaning, error) = gateway.Responses.Judge(statusCode.Value, body, SecretsOf(gateway, draft));
            var isThrottled = meaning == ResponseMeaning.Throttled;
            var wait = gateway.Wait?.Read(statusCode.Value, isThrottled, response.Headers, body, time.GetUtcNow())
                ?? Wait.None;
            retryAfter = wait.Time ?? retryAfter;
            // Otherwise the rule would seem not to exist.
            if (error is not null && wait.Fault is not null)
                error = $"{error} ({wait.Fault})";
        }
        catch (NoTokenException exception)
        {
            error = exception.Message;
            tokenStatus = exception.StatusCode;
            retryAfter = exception.RetryAfter;
        }
        catch (AppAddressUnknownException exception)
        {
            error = exception.Message;
        }
        catch (Exception exception) when (TransportError.IsOfGateway(exception, timeout.Token))
        {
            // A status that refuses the message is more useful than the error of an incomplete body.
            if (statusCode is { } status)
            {
                error = gateway.Responses.Success.StatusErrorOf(status);
                meaning = gateway.Responses.MeaningOf(status);
            }

            error ??= TransportError.Describe(exception, gateway);
        }

        return new GatewayResponse(startedAt, time.GetUtcNow(), statusCode, error, retryAfter)
        {
            IsFinal = meaning == ResponseMeaning.Rejected
                || (meaning == ResponseMeaning.NotTaken && gateway.Retry.IsPermanent(statusCode)),
            ThrottledFor = meaning == ResponseMeaning.Taken
                ? null
                : gateway.Retry.ThrottledFor(
                    statusCode ?? tokenStatus, meaning == ResponseMeaning.Throttled, retryAfter),
        };
    }

    // Basic credentials and access tokens are not in any setting.
    private static IEnumerable<string> SecretsOf(Gateway gateway, RequestDraft draft)
    {
        var credentials = draft.Headers
            .Where(header => header.Key.Equals(AuthorizationHeader.Name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value[(header.Value.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return gateway.SecretTexts.Concat(credentials.Where(credential => credential.Length > 0)
            .SelectMany(credential => SecretText.FormsOf(credential).Prepend(credential)));
    }

    // A cached token may have been revoked: then a 401 does not concern the message, which is sent once more.
    private async Task<HttpResponseMessage> SendAsync(
        Gateway gateway,
        AttemptRequest message,
        RequestDraft draft,
        DateTimeOffset startedAt,
        CancellationToken cancellationToken)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            var token = await tokens.GetAsync(gateway, cancellationToken);
            gateway.Request.Auth?.Sign(draft, new SigningContext(message.Id, startedAt) { AccessToken = token?.Value });
            using var request = OutgoingRequest.Create(draft, message, gateway);
            var response = await clients.For(gateway).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (token is null || response.StatusCode != HttpStatusCode.Unauthorized)
                return response;

            tokens.Forget(gateway, token);
            if (token.IsFresh || isSecond)
                return response;

            response.Dispose();
        }
    }
}
