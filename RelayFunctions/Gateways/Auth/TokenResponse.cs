using System.Globalization;
using System.Text.Json;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The response to a request for a token. Not a record: its text would show the token.</summary>
/// <param name="status">The status.</param>
/// <param name="body">The body.</param>
/// <param name="askedAt">When the token was asked for: its lifetime may have begun then.</param>
internal sealed class TokenResponse(int status, ResponseText body, DateTimeOffset askedAt)
{
    /// <summary>
    /// The time before its expiry in which a token is no longer used, since the request that carries it takes time.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>The lifetime of a token whose response does not give one.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The longest token, in characters: servers reject longer headers.</summary>
    private const int MaxToken = 16 * 1024;

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    public int Status => status;

    public ResponseText Body => body;

    public bool IsSuccess => status is >= 200 and <= 299;

    /// <summary>The texts that are masked in the server's words.</summary>
    public IEnumerable<string> Secrets { get; init; } = [];

    /// <summary>
    /// Where the response says why there is no token; null for nowhere. It has only JSON pointers: a pattern that is
    /// meant for other responses could match the token.
    /// </summary>
    public ReasonRule? Reason { get; init; }

    /// <summary>Creates the result with a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="lifetime">The lifetime in seconds; null, or another value than a number, for the default.</param>
    public TokenGrant Grant(string token, JsonElement? lifetime)
    {
        if (token.Length > MaxToken)
            return TokenGrant.None($"the token has more than {MaxToken} characters");

        var life = Life(lifetime);
        return new TokenGrant(token, null, askedAt + life - (life < 2 * Margin ? life / 2 : Margin));
    }

    private static TimeSpan Life(JsonElement? lifetime)
    {
        // Some services write the number as a string.
        var text = lifetime switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.String } words => JsonText.Of(words),
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp((double)seconds, 0, MaxLifetime.TotalSeconds))
            : DefaultLifetime;
    }
}
