namespace RelayFunctions.Storage;

/// <summary>A temporary outage of the store, or a lack of memory.</summary>
/// <param name="RetryAfter">The time after which a caller should retry, in whole seconds.</param>
/// <param name="Detail">The detail for the caller, which repeats no message of the store.</param>
public sealed record Outage(TimeSpan RetryAfter, string Detail);
