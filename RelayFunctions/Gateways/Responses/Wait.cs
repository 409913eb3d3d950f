namespace RelayFunctions.Gateways.Responses;

/// <summary>What a response says about the wait before another attempt.</summary>
/// <param name="Time">The wait; null for none.</param>
/// <param name="Fault">Why the value that the response has for it can't be read; null if it can, or is missing.</param>
internal readonly record struct Wait(TimeSpan? Time, string? Fault)
{
    /// <summary>The response asks for no wait.</summary>
    public static readonly Wait None = new(null, null);
}
