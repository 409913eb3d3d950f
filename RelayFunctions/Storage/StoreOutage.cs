namespace RelayFunctions.Storage;

/// <summary>A temporary outage of the store.</summary>
/// <param name="RetryAfter">The time after which a caller should retry, in whole seconds.</param>
/// <param name="Detail">The detail for the caller, which repeats no message of the store.</param>
public sealed record StoreOutage(TimeSpan RetryAfter, string Detail);
