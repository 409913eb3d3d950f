using System.Globalization;
using System.Text.Json;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Gateways.Tokens;

/// <summary>
/// Reads the responses of token endpoints (RFC 6749, sections 5.1 and 5.2). Of their texts only the error's code and
/// description are repeated.
/// </summary>
internal static class TokenResponse
{
    /// <summary>
    /// The time before its expiry in which a token is no longer used, since the request that carries it takes time.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>The lifetime of a token whose response does not give one.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    private static readonly string[] ErrorCodes =
    [
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
    ];

    /// <param name="status">The status of the response.</param>
    /// <param name="body">The body of the response.</param>
    /// <param name="askedAt">When the token was asked for: its lifetime may have begun then.</param>
    /// <param name="secrets">The texts that are masked in the server's words.</param>
    public static TokenGrant Read(
        int status, ResponseText body, DateTimeOffset askedAt, IEnumerable<string> secrets)
    {
        var isGrant = status is >= 200 and <= 299;
        return body.Root is { ValueKind: JsonValueKind.Object } response
            ? isGrant ? Granted(response, askedAt, secrets) : Refused(status, response, secrets)
            : TokenGrant.None(
                isGrant ? body.Fault ?? "the response is not a JSON object" : StatusText.OfFailure(status));
    }

    private static TokenGrant Granted(JsonElement response, DateTimeOffset askedAt, IEnumerable<string> secrets)
    {
        // Some servers refuse with 200.
        if (Text(response, "access_token") is not { Length: > 0 } token)
            return TokenGrant.None($"the response has no access_token{ErrorIn(response, secrets)}");
        if (!PrintableAscii.IsAll(token) || token.Contains(' ', StringComparison.Ordinal))
            return TokenGrant.None("the access_token is not a valid header value");
        // RFC 6750 says how a bearer token is used, and Relay knows no other way.
        if (Text(response, "token_type") is { } type && !type.StartsWith("bearer", StringComparison.OrdinalIgnoreCase))
            return TokenGrant.None("the token_type is not Bearer");

        var life = Life(response);
        return new TokenGrant(token, null, askedAt + life - (life < 2 * Margin ? life / 2 : Margin));
    }

    private static TokenGrant Refused(int status, JsonElement response, IEnumerable<string> secrets) =>
        TokenGrant.None($"{StatusText.OfFailure(status)}{ErrorIn(response, secrets)}");

    /// <summary>Returns the end of an error; empty if the server does not explain it.</summary>
    private static string ErrorIn(JsonElement response, IEnumerable<string> secrets)
    {
        var code = Text(response, "error") is { } text && ErrorCodes.Contains(text) ? $", {text}" : "";
        return ReasonText.Of(Text(response, "error_description"), secrets) is { } words ? $"{code}: {words}" : code;
    }

    private static TimeSpan Life(JsonElement response)
    {
        // Some services write the number as a string.
        var text = Member(response, "expires_in") is { ValueKind: JsonValueKind.Number } value
            ? value.GetRawText()
            : Text(response, "expires_in");
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp((double)seconds, 0, MaxLifetime.TotalSeconds))
            : DefaultLifetime;
    }

    private static string? Text(JsonElement response, string name) =>
        Member(response, name) is { ValueKind: JsonValueKind.String } value ? JsonText.Of(value) : null;

    private static JsonElement? Member(JsonElement response, string name) =>
        JsonPointer.Parse($"/{name}")!.Find(response);
}
