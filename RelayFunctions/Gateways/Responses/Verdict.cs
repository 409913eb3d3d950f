namespace RelayFunctions.Gateways.Responses;

/// <summary>The verdict on a response.</summary>
/// <param name="Meaning">What the response means for the message.</param>
/// <param name="Error">Why the gateway did not take the message; null if it did.</param>
internal readonly record struct Verdict(ResponseMeaning Meaning, string? Error = null);
