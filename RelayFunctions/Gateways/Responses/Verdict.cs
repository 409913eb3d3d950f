namespace RelayFunctions.Gateways.Responses;

/// <summary>The verdict on a response.</summary>
/// <param name="Error">Why the gateway did not take the message; null if it did.</param>
/// <param name="IsFinal">Whether the gateway will never take it.</param>
internal readonly record struct Verdict(string? Error, bool IsFinal)
{
    /// <summary>The gateway took the message.</summary>
    public static readonly Verdict Taken = new(null, IsFinal: false);
}
