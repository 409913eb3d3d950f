using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage;

/// <summary>The row of an instance that is yet to run. Times are UTC ticks.</summary>
internal sealed record NewInstance(
    string Id, string? ExecutionId, string Name, long? StartAt, long Created, byte[] Body)
{
    /// <summary>The keys that it is searched by; null for none.</summary>
    public SearchKeys? Keys { get; init; }

    /// <summary>The number of a scheduled start in the table of timers.</summary>
    public const int StartTimer = -1;
}
