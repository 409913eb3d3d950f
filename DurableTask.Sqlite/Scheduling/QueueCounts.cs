namespace DurableTask.Sqlite.Scheduling;

/// <summary>The lengths of the queues, for the diagnosis when nothing progresses.</summary>
internal sealed record QueueCounts
{
    /// <summary>Instances in memory, including cached ones.</summary>
    public required int Instances { get; init; }

    public required int InstancesReady { get; init; }

    public required int InstancesInFlight { get; init; }

    public required bool InstancesInFile { get; init; }

    public required int ActivitiesReady { get; init; }

    public required int ActivitiesInFlight { get; init; }

    public required bool ActivitiesInFile { get; init; }

    public required int Writes { get; init; }

    public required DateTimeOffset? NextTimer { get; init; }

    /// <summary>How many batches were begun and work items dispatched.</summary>
    public required long Progress { get; init; }

    /// <summary>Whether there is waiting work that could progress immediately.</summary>
    public required bool IsWorkWaiting { get; init; }
}
