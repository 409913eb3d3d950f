namespace DurableTask.Sqlite.Common;

/// <summary>
/// The bounds of what each part of the store holds in memory: a share of the memory that the runtime reports as
/// available (within a container's limit and <c>GCHeapHardLimit</c>), but no more than makes the store faster. Bytes
/// are those of encoded bodies; a message takes about four times as many while it is in use.
/// </summary>
internal static class MemoryBounds
{
    private const int Kibi = 1024;
    private const int Mebi = 1024 * Kibi;

    private static readonly long Available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The bytes of queued writes: a full queue of 10,000 payloads of 256 KiB would take 2.5 GB.</summary>
    public static long QueueBytes { get; } = Math.Min(64 * Mebi, Available / 32);

    /// <summary>The bytes of all inboxes together, without the messages that episodes have taken.</summary>
    public static long TotalInboxBytes { get; } = Math.Min(64 * Mebi, Available / 64);

    /// <summary>The bytes of the cache of idle instances, in memory and not encoded.</summary>
    public static long HistoryCacheBytes { get; } = Math.Min(32 * Mebi, Available / 32);

    /// <summary>The bytes that a page of a query reads.</summary>
    public static long QueryPageBytes { get; } = Math.Min(16 * Mebi, Available / 64);

    /// <summary>The maximum number of new instances, of active instances and of activities in memory.</summary>
    public static int ReadyQueueCapacity { get; } = (int)Math.Clamp(Available / (64 * Kibi), 256, 20_000);

    /// <summary>The largest body, in bytes, that stays in memory while it waits for its turn.</summary>
    public static int RetainedBodyBytes { get; } = (int)Math.Clamp(Available / 64 / ReadyQueueCapacity, 256, 16 * Kibi);
}
