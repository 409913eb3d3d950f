using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>How much of the instances stays in memory.</summary>
/// <param name="Capacity">The maximum number of instances under way, and of starts.</param>
/// <param name="CacheBytes">The maximum size of the cache of idle instances, in bytes.</param>
internal sealed record InstanceBounds(int Capacity, long CacheBytes)
{
    /// <summary>The maximum size, in bytes, of the messages that wait for one instance.</summary>
    public long InboxBytes { get; init; } = RetainedMessage.MaxInbox;

    /// <summary>The same for all instances together.</summary>
    public long TotalInboxBytes { get; init; } = MemoryBounds.TotalInboxBytes;
}
