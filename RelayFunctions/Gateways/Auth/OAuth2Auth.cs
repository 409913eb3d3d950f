using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Auth;

/// <summary>A bearer token (RFC 6750) that is requested when it is needed.</summary>
internal sealed class OAuth2Auth(TokenRequest tokenRequest) : RequestAuth
{
    private const string Authorization = "Authorization";

    public override TokenRequest TokenRequest => tokenRequest;

    public override IReadOnlyList<string> HeaderNames => [Authorization];

    public override void Sign(RequestDraft request, SigningContext context) => Put(request, context.AccessToken!);

    public override void Mask(RequestDraft request, SigningContext context) => Put(request, GatewayValues.Mask);

    private static void Put(RequestDraft request, string token) =>
        request.SetHeader(Authorization, $"Bearer {token}");
}
