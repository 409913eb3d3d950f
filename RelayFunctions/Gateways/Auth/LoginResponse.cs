using System.Text.Json;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Gateways.Auth;

/// <summary>Reads the responses of a login. Of their texts only the reason is repeated. Immutable.</summary>
/// <param name="token">Where a response has the token.</param>
/// <param name="expiresIn">Where it has the token's lifetime in seconds; null for nowhere.</param>
internal sealed class LoginResponse(JsonPointer token, JsonPointer? expiresIn)
{
    private readonly string _place = token.ToString() is { Length: > 0 } place ? place : "its root";

    public TokenGrant Read(TokenResponse response)
    {
        var found = Find(token, response);
        var text = TextOf(found);
        if (!response.IsSuccess)
            return Rejected(response, StatusText.OfFailure(response.Status), text);

        return FaultOf(response, found, text) is { } fault
            ? Rejected(response, $"{StatusText.Of(response.Status)}, but {fault}", text)
            : response.Grant(text!, expiresIn is null ? null : Find(expiresIn, response));
    }

    private string? FaultOf(TokenResponse response, JsonElement? found, string? text) =>
        response.Body.Root is null ? response.Body.Fault ?? response.Body.FaultOfForm()
        : found is null or { ValueKind: JsonValueKind.Null } ? $"the response has nothing at {_place}"
        : found is not { ValueKind: JsonValueKind.String or JsonValueKind.Number }
            ? $"the response has neither a text nor a number at {_place}"
        : text?.Length == 0 ? $"the response has an empty text at {_place}"
        : text is null || !PrintableAscii.IsAll(text) || text.StartsWith(' ') || text.EndsWith(' ')
            ? $"the token at {_place} is not a valid header value"
        : null;

    private static JsonElement? Find(JsonPointer pointer, TokenResponse response) =>
        response.Body.Root is { } root ? pointer.Find(root) : null;

    private static string? TextOf(JsonElement? found) => found switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text => JsonText.Of(text),
        _ => null,
    };

    // Even a token that can't be used may be valid.
    private static TokenGrant Rejected(TokenResponse response, string error, string? text)
    {
        var secrets = text is null ? response.Secrets : response.Secrets.Concat(SecretText.FormsOf(text));
        // After a success, a pointer with * could meet the token at another place.
        var reason = response.IsSuccess ? response.Reason?.WithFixedPlaces() : response.Reason;
        var words = ReasonText.Of(reason?.Find(response.Body, secrets), secrets);
        return TokenGrant.None(words is null ? error : $"{error}: {words}");
    }
}
