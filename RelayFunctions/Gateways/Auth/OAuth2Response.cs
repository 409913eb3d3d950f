using System.Text.Json;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// Reads the responses of OAuth 2.0 (RFC 6749, sections 5.1 and 5.2). Of their texts only the error's code and
/// description are repeated.
/// </summary>
internal static class OAuth2Response
{
    private static readonly string[] ErrorCodes =
    [
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
    ];

    public static TokenGrant Read(TokenResponse response) =>
        response.Body.Root is { ValueKind: JsonValueKind.Object } members
            ? response.IsSuccess ? Granted(response, members) : Rejected(response, members)
            : TokenGrant.None(response.IsSuccess
                ? response.Body.Fault ?? response.Body.FaultOfForm("a JSON object")
                : StatusText.OfFailure(response.Status));

    private static TokenGrant Granted(TokenResponse response, JsonElement members)
    {
        // Some servers reject with 200.
        if (Text(members, "access_token") is not { Length: > 0 } token)
            return TokenGrant.None($"the response has no access_token{ErrorIn(members, response.Secrets)}");
        if (!PrintableAscii.IsAll(token) || token.Contains(' ', StringComparison.Ordinal))
            return TokenGrant.None("the access_token is not a valid header value");
        // RFC 6750 says how a bearer token is used, and Relay knows no other way.
        if (Text(members, "token_type") is { } type && !type.StartsWith("bearer", StringComparison.OrdinalIgnoreCase))
            return TokenGrant.None("the token_type is not Bearer");

        return response.Grant(token, Member(members, "expires_in"));
    }

    private static TokenGrant Rejected(TokenResponse response, JsonElement members) =>
        TokenGrant.None($"{StatusText.OfFailure(response.Status)}{ErrorIn(members, response.Secrets)}");

    /// <summary>Returns the end of an error; empty if the server does not explain it.</summary>
    private static string ErrorIn(JsonElement members, IEnumerable<string> secrets)
    {
        var code = Text(members, "error") is { } text && ErrorCodes.Contains(text) ? $", {text}" : "";
        var description = Member(members, "error_description") is { ValueKind: JsonValueKind.String } value
            ? JsonText.Readable(value)
            : null;
        return ReasonText.Of(description, secrets) is { } words ? $"{code}: {words}" : code;
    }

    private static string? Text(JsonElement members, string name) =>
        Member(members, name) is { ValueKind: JsonValueKind.String } value ? JsonText.Of(value) : null;

    private static JsonElement? Member(JsonElement members, string name) =>
        JsonPointer.Parse($"/{name}")!.Find(members);
}
