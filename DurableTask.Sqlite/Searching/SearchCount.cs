namespace DurableTask.Sqlite.Searching;

/// <summary>The instances of one group that have one state.</summary>
/// <param name="Group">The group of the instances.</param>
/// <param name="State">The state of the instances.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Earliest">The earliest time of the instances.</param>
/// <param name="Recent">
/// The number of instances of each minute, by the whole minutes since the time that the count begins at; minutes
/// without instances are missing.
/// </param>
public sealed record SearchCount(
    string Group, string State, long Count, DateTime Earliest, IReadOnlyDictionary<int, long> Recent);
