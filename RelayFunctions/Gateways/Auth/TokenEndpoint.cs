namespace RelayFunctions.Gateways.Auth;

/// <summary>Where tokens of OAuth 2.0 are requested.</summary>
/// <param name="Url">The address; absolute.</param>
/// <param name="ShownHost">The host that errors name; null if it may be a secret.</param>
internal sealed record TokenEndpoint(Uri Url, string? ShownHost);
