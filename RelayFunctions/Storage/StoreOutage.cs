namespace RelayFunctions.Storage;

/// <summary>The store can't be used at the moment.</summary>
/// <param name="RetryAfter">When a caller should come again, in whole seconds.</param>
/// <param name="Detail">What a caller is told: nothing of the store's own words.</param>
public sealed record StoreOutage(TimeSpan RetryAfter, string Detail);
