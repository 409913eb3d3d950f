namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The request for a token, and how its response is read. Prepared when the catalogue is loaded. Immutable.
/// </summary>
/// <param name="endpoint">The token endpoint.</param>
internal abstract class TokenRequest(TokenEndpoint endpoint)
{
    /// <summary>The address; absolute.</summary>
    public Uri Url => endpoint.Url;

    /// <summary>The host that errors name; null if it may be a secret.</summary>
    public string? ShownHost => endpoint.ShownHost;

    /// <param name="now">The time from which a signed request is valid.</param>
    public abstract HttpRequestMessage ToHttpRequest(DateTimeOffset now);

    /// <summary>Returns the token of a response, or why it has none.</summary>
    public abstract TokenGrant Read(TokenResponse response);

    /// <summary>
    /// Returns the forms in which a response could repeat the request's credentials, besides the gateway's own secrets.
    /// </summary>
    public virtual IEnumerable<string> CredentialsIn(HttpRequestMessage request) => [];
}
