namespace DurableTask.Sqlite.Searching;

/// <summary>A page of a search.</summary>
/// <param name="InstanceIds">The ids, those of the latest time first.</param>
/// <param name="ContinuationToken">What the next page is asked for with; null where there is none.</param>
public sealed record SearchPage(IReadOnlyList<string> InstanceIds, string? ContinuationToken);
