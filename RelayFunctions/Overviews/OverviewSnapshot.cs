namespace RelayFunctions.Overviews;

/// <summary>An overview that was counted once for all viewers.</summary>
/// <param name="Overview">The overview.</param>
/// <param name="ReadAt">The timestamp at which the count ended.</param>
/// <param name="MaxAge">How long it is used from then on.</param>
internal sealed record OverviewSnapshot(Overview Overview, long ReadAt, TimeSpan MaxAge);
