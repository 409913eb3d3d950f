using System.Runtime.CompilerServices;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Gateways.Tokens;

/// <summary>
/// The access tokens of gateways, kept only in this process's memory. A reloaded catalogue fetches its own tokens.
/// </summary>
public sealed class AccessTokens(GatewayHttpClients clients, TimeProvider time)
{
    private readonly ConditionalWeakTable<TokenRequest, TokenCache> _caches = [];

    /// <summary>The token that a gateway's requests are signed with; null if they are signed with none.</summary>
    /// <exception cref="NoTokenException">No token could be fetched.</exception>
    internal async Task<AccessToken?> GetAsync(Gateway gateway, CancellationToken cancellationToken)
    {
        if (gateway.Request.Auth?.TokenRequest is not { } tokenRequest)
            return null;

        try
        {
            var (grant, isFresh) = await GrantAsync(gateway, tokenRequest, cancellationToken);
            return new AccessToken(
                grant.Token ?? throw new NoTokenException(grant.Error!, tokenRequest.ShownHost)
                {
                    StatusCode = grant.StatusCode,
                    RetryAfter = grant.RetryAfter,
                },
                isFresh);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new NoTokenException(
                clients.Describe(exception, gateway, tokenRequest.Url), tokenRequest.ShownHost);
        }
    }

    /// <summary>Drops a token that the gateway rejected.</summary>
    internal void Forget(Gateway gateway, AccessToken? token)
    {
        if (token is not null && gateway.Request.Auth?.TokenRequest is { } tokenRequest)
            CacheOf(tokenRequest).Forget(token.Value);
    }

    private TokenCache CacheOf(TokenRequest tokenRequest) =>
        _caches.GetValue(tokenRequest, _ => new TokenCache(time));

    private async Task<(TokenGrant Grant, bool IsFresh)> GrantAsync(
        Gateway gateway, TokenRequest tokenRequest, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (granting, isFresh, isOwn) = CacheOf(tokenRequest).Get(() => FetchAsync(gateway, tokenRequest));
            var grant = await granting.WaitAsync(cancellationToken);
            // A fetch has the timeout of the message that began it. A message that joined it later has time left, and
            // fetches again.
            if (isOwn || !grant.IsTimeout)
                return (grant, isFresh);
        }
    }

    private async Task<TokenGrant> FetchAsync(Gateway gateway, TokenRequest tokenRequest)
    {
        var askedAt = time.GetUtcNow();
        using var timeout = new AttemptTimeout(gateway.Timeout, time);
        try
        {
            using var request = tokenRequest.ToHttpRequest(askedAt);
            using var response = await clients.For(gateway).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            var body = await ResponseBody.ReadAsync(response.Content, timeout.Token);
            var status = (int)response.StatusCode;
            return tokenRequest
                .Read(new TokenResponse(status, body, askedAt)
                {
                    Secrets = gateway.SecretTexts
                        .Concat(clients.SecretTexts)
                        .Concat(tokenRequest.CredentialsIn(request)),
                    Reason = gateway.Responses.Reason is { Body: null } pointers ? pointers : null,
                })
                .WithResponse(status, RetryAfterHeader.Read(response.Headers, GatewayTime.Of(response, time)));
        }
        catch (Exception exception) when (TransportError.IsOfGateway(exception, timeout.Token))
        {
            return TokenGrant.None(
                clients.Describe(exception, gateway, tokenRequest.Url), exception is OperationCanceledException);
        }
    }
}
