namespace DurableTask.Sqlite.Searching;

/// <summary>The instances of one group that have one state.</summary>
/// <param name="Group">What they belong to.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Earliest">The earliest of their times.</param>
/// <param name="Recent">How many of them are of each minute from a time on; minutes without one are missing.</param>
public sealed record SearchCount(
    string Group, string State, long Count, DateTime Earliest, IReadOnlyDictionary<int, long> Recent);
