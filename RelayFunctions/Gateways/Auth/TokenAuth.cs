using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>A token that is requested when it is needed.</summary>
/// <param name="tokenRequest">The request for the token.</param>
/// <param name="carry">Creates the header or the query parameter that carries a token.</param>
internal sealed class TokenAuth(TokenRequest tokenRequest, Func<string, FieldAuth> carry) : RequestAuth
{
    private readonly FieldAuth _masked = carry(SecretMask.Text);

    public override TokenRequest TokenRequest => tokenRequest;

    public override IReadOnlyList<string> HeaderNames => _masked.HeaderNames;

    public override IReadOnlyList<string> QueryNames => _masked.QueryNames;

    public override bool ShowsCredentials => true;

    public override void Sign(RequestDraft request, SigningContext context) =>
        carry(context.AccessToken!).Sign(request, context);

    public override void Mask(RequestDraft request, SigningContext context) => _masked.Mask(request, context);
}
