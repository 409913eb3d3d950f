namespace RelayFunctions.Gateways.Tokens;

/// <summary>The token that a request is signed with. Not a record: its text would show the token.</summary>
/// <param name="value">The token.</param>
/// <param name="isFresh">Whether the token was granted for this request; otherwise it comes from the cache.</param>
internal sealed class AccessToken(string value, bool isFresh)
{
    public string Value => value;

    public bool IsFresh => isFresh;
}
