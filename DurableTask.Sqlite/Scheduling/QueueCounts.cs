namespace DurableTask.Sqlite.Scheduling;

/// <summary>How much of what is in memory or waits to be written: what to look at when nothing moves.</summary>
internal sealed record QueueCounts(
    int Instances, int Active, int Activities, bool InstancesInFile, bool ActivitiesInFile, int Writes, long UnderWay);
