namespace DurableTask.Sqlite.Scheduling;

/// <summary>How much of what is in memory or waits to be written: what to look at when nothing moves.</summary>
internal sealed record QueueCounts
{
    /// <summary>Instances in memory, the cached ones among them.</summary>
    public required int Instances { get; init; }

    public required int InstancesReady { get; init; }

    public required int InstancesInFlight { get; init; }

    public required bool InstancesInFile { get; init; }

    public required int ActivitiesReady { get; init; }

    public required int ActivitiesInFlight { get; init; }

    public required bool ActivitiesInFile { get; init; }

    public required int Writes { get; init; }

    public required DateTimeOffset? NextTimer { get; init; }

    /// <summary>How often a batch was begun or work handed out.</summary>
    public required long Progress { get; init; }

    /// <summary>Whether something waits that could move at once.</summary>
    public required bool IsWorkWaiting { get; init; }
}
