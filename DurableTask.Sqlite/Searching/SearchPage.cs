namespace DurableTask.Sqlite.Searching;

/// <summary>A page of a search.</summary>
/// <param name="InstanceIds">The instance ids, most recent first.</param>
/// <param name="ContinuationToken">The token of the next page; null on the last page.</param>
public sealed record SearchPage(IReadOnlyList<string> InstanceIds, string? ContinuationToken);
