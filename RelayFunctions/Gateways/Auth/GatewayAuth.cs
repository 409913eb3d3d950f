using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// How a gateway's requests prove where they come from. Prepared when the catalogue is loaded, from settings and secrets
/// alone; safe for many requests at once.
/// </summary>
internal abstract class GatewayAuth
{
    /// <summary>Signs a request that is otherwise whole.</summary>
    /// <exception cref="AuthException">It can't be signed now, since a token could not be had.</exception>
    public abstract ValueTask SignAsync(RequestDraft request, SigningContext context, CancellationToken cancellation);

    /// <summary>Puts masks where a signed request has what proves it, for a person to read.</summary>
    public abstract void Mask(RequestDraft request);
}
