namespace DurableTask.Sqlite.Searching;

/// <summary>The keys that an instance is searched by.</summary>
/// <param name="Group">The group of the instance.</param>
/// <param name="State">The state of the instance. A search is faster with fewer different states.</param>
/// <param name="Time">The time that a search is ordered by; it must not change while the instance lives.</param>
public sealed record SearchKeys(string Group, string State, DateTime Time);
