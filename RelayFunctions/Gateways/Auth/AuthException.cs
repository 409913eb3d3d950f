namespace RelayFunctions.Gateways.Auth;

/// <summary>A request can't be signed now. The message repeats no text of the server's.</summary>
internal sealed class AuthException(string message) : Exception(message);
