using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// How a gateway's requests prove where they come from. Prepared when the catalogue is loaded, from settings and
/// secrets alone. Immutable.
/// </summary>
internal abstract class RequestAuth
{
    /// <summary>Where the token comes from that requests are signed with; null where there is none.</summary>
    public virtual ClientCredentials? TokenSource => null;

    /// <summary>Signs a request that is otherwise whole.</summary>
    /// <exception cref="RenderException">A signature can't be made of the request.</exception>
    public abstract void Sign(RequestDraft request, SigningContext context);

    /// <summary>Puts a mask where a signed request has what proves it, for a person to read.</summary>
    public abstract void Mask(RequestDraft request, SigningContext context);
}
