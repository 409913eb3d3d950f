using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

/// <summary>What the writer asks about an instance before it changes something.</summary>
internal readonly record struct InstanceHeader(long Row, OrchestrationStatus Status, long? StartAt)
{
    public bool HasEnded => Status.IsFinal();
}
