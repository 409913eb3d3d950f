namespace RelayFunctions.Storage;

/// <summary>The store can't be used at the moment.</summary>
/// <param name="RetryAfter">When a caller should come again, in whole seconds.</param>
/// <param name="Detail">The detail for the caller, which repeats no message of the store.</param>
public sealed record StoreOutage(TimeSpan RetryAfter, string Detail);
