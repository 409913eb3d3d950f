namespace DurableTask.Sqlite.Searching;

/// <summary>What an instance is searched by.</summary>
/// <param name="Group">What it belongs to.</param>
/// <param name="State">Where it stands. The fewer different states there are, the quicker is a search.</param>
/// <param name="Time">What a search is ordered by; it must not change while the instance lives.</param>
public sealed record SearchKeys(string Group, string State, DateTime Time);
