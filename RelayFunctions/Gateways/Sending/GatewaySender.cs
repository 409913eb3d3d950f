using System.Net;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;
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
    /// <exception cref="OutOfMemoryException">There is too little memory, or no thread for a look-up.</exception>
    /// <exception cref="NotSentException">This machine could not open a connection; nothing was sent.</exception>
    /// <exception cref="RenderException">
    /// The gateway's format can't represent the message; nothing was sent.
    /// </exception>
    public async Task<GatewayResponse> SendAsync(Gateway gateway, AttemptRequest message)
    {
        var startedAt = time.GetUtcNow();
        using var timeout = new AttemptTimeout(gateway.Timeout, time);
        var result = await RequestAsync(gateway, message, startedAt, timeout.Token);
        return new GatewayResponse(startedAt, time.GetUtcNow(), result.StatusCode, result.Error, result.RetryAfter)
        {
            IsFinal = result.IsFinal(gateway.Retry),
            ThrottledFor = result.ThrottledFor(gateway.Retry),
        };
    }

    private async Task<RequestResult> RequestAsync(
        Gateway gateway, AttemptRequest message, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        try
        {
            var draft = gateway.Request.Render(MessageScope.Create(gateway, message, startedAt), ownAddress.Current);
            var (received, token) = await SendAsync(gateway, message, draft, startedAt, cancellationToken);
            using var response = received;
            var secrets = RequestSecrets.Of(gateway, draft, token).Concat(clients.SecretTexts);
            return await ResponseJudge.JudgeAsync(gateway, response, secrets, time, cancellationToken);
        }
        catch (Exception exception) when (TransportError.ShortageOf(exception) is { } shortage)
        {
            throw new NotSentException(shortage.Shortage);
        }
        catch (Exception exception) when (TransportError.LackOfMemoryOf(exception) is { } lack)
        {
            // As from any other code: the host repeats the attempt, and no outcome is recorded.
            throw lack;
        }
        catch (NoTokenException exception)
        {
            return RequestResult.WithoutResponse(exception.Message) with
            {
                TokenStatus = exception.StatusCode,
                RetryAfter = exception.RetryAfter,
            };
        }
        catch (AppAddressUnknownException exception)
        {
            return RequestResult.WithoutResponse(exception.Message);
        }
        catch (Exception exception) when (TransportError.IsOfGateway(exception, cancellationToken))
        {
            return RequestResult.WithoutResponse(clients.Describe(exception, gateway, gateway.Request.Url.Fixed));
        }
    }

    // Two responses don't concern the message, and it is sent once more: a 401 to a cached token, which may have been
    // revoked, and the 408 of an idle connection.
    private async Task<(HttpResponseMessage Response, AccessToken? Token)> SendAsync(
        Gateway gateway,
        AttemptRequest message,
        RequestDraft draft,
        DateTimeOffset startedAt,
        CancellationToken cancellationToken)
    {
        var unsigned = draft.Url;
        var (hasNewToken, hasNewConnection) = (false, false);
        while (true)
        {
            // Otherwise a second token would follow the first one in the query.
            draft.Url = unsigned;
            var token = await tokens.GetAsync(gateway, cancellationToken);
            gateway.Request.Auth?.Sign(draft, new SigningContext(message.Id, startedAt) { AccessToken = token?.Value });
            using var request = OutgoingRequest.Create(draft, message, gateway, hasNewToken);
            var (connection, sentAt) = (ConnectionUse.Observe(request), time.GetTimestamp());
            var response = await clients.For(gateway).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var isTokenRejected = token is not null && response.StatusCode == HttpStatusCode.Unauthorized;
            if (isTokenRejected)
                tokens.Forget(gateway, token);

            var isIdle = IdleTimeoutResponse.IsIdleTimeout(
                response, connection, time.GetElapsedTime(sentAt), gateway);
            if (isTokenRejected && !token!.IsFresh && !hasNewToken)
                hasNewToken = true;
            else if (isIdle && !hasNewConnection)
                hasNewConnection = true;
            else
                return (response, token);

            response.Dispose();
        }
    }
}
