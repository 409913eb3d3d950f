using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

/// <summary>The part of an instance that the writer reads before a change.</summary>
internal readonly record struct InstanceHeader(long Row, OrchestrationStatus Status, long? StartAt)
{
    public bool HasEnded => Status.IsFinal();
}
