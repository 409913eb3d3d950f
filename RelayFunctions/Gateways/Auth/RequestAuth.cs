using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The authentication of a gateway's requests. Prepared when the catalogue is loaded, only from settings and secrets.
/// Safe for concurrent use.
/// </summary>
internal abstract class RequestAuth
{
    /// <summary>The request for the token that requests are signed with; null if they need none.</summary>
    public virtual TokenRequest? TokenRequest => null;

    /// <summary>The names of the headers that it sets.</summary>
    public abstract IReadOnlyList<string> HeaderNames { get; }

    /// <summary>The names of the query parameters that it adds.</summary>
    public virtual IReadOnlyList<string> QueryNames => [];

    /// <summary>Whether requests carry what their readers could use too: a key, a password, a token.</summary>
    public virtual bool ShowsCredentials => false;

    /// <summary>Whether a message can make signing fail, so that it is tried before the message is accepted.</summary>
    public virtual bool DependsOnMessage => false;

    /// <summary>Signs a request that is otherwise complete.</summary>
    /// <exception cref="RenderException">The request can't be signed.</exception>
    public abstract void Sign(RequestDraft request, SigningContext context);

    /// <summary>Masks the credentials and signatures of a request, for a person to read.</summary>
    public abstract void Mask(RequestDraft request, SigningContext context);
}
