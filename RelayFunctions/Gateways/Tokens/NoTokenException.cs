namespace RelayFunctions.Gateways.Tokens;

/// <summary>There is no token to sign a request with, which was not sent.</summary>
internal sealed class NoTokenException(string reason) : Exception($"no access token: {reason}");
