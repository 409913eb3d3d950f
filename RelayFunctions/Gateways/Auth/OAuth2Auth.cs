using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Auth;

/// <summary>A bearer token (RFC 6750) that is requested when it is needed.</summary>
internal sealed class OAuth2Auth(TokenRequest tokenRequest) : RequestAuth
{
    public override TokenRequest TokenRequest => tokenRequest;

    public override IReadOnlyList<string> HeaderNames => [AuthorizationHeader.Name];

    public override bool ShowsCredentials => true;

    public override void Sign(RequestDraft request, SigningContext context) =>
        AuthorizationHeader.PutBearer(request, context.AccessToken!);

    public override void Mask(RequestDraft request, SigningContext context) =>
        AuthorizationHeader.PutBearer(request, GatewayValues.Mask);
}
