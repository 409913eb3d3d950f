namespace RelayFunctions.Gateways.Auth;

/// <summary>What a signature may need beside the request.</summary>
/// <param name="MessageId">The message's id.</param>
/// <param name="Now">The present time.</param>
/// <param name="Http">Asks for tokens.</param>
internal sealed record SigningContext(string MessageId, DateTimeOffset Now, HttpClient Http);
