namespace DurableTask.Sqlite.Common;

/// <summary>
/// How much each part of the store may hold in memory: a share of what the runtime says is available (a container's
/// limit and <c>GCHeapHardLimit</c> included), up to what more of would not make it faster. Bytes are those of encoded
/// bodies; a message takes about four times as many while it is in use.
/// </summary>
internal static class MemoryBounds
{
    private const int Kibi = 1024;
    private const int Mebi = 1024 * Kibi;

    private static readonly long Available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>What may wait for the writer. 10,000 payloads of 256 KiB, say, would be 2.5 GB.</summary>
    public static long QueueBytes { get; } = Math.Min(64 * Mebi, Available / 32);

    /// <summary>What waits for all instances together, but for what their episodes have taken.</summary>
    public static long TotalInboxBytes { get; } = Math.Min(64 * Mebi, Available / 64);

    /// <summary>What instances that wait for something take, in memory and not encoded.</summary>
    public static long HistoryCacheBytes { get; } = Math.Min(32 * Mebi, Available / 32);

    /// <summary>What a page of a query reads.</summary>
    public static long QueryPageBytes { get; } = Math.Min(16 * Mebi, Available / 64);

    /// <summary>How many starts, instances under way and activities are ready in memory, each.</summary>
    public static int ReadyQueueCapacity { get; } = (int)Math.Clamp(Available / (64 * Kibi), 256, 20_000);

    /// <summary>How large a body stays in memory while it waits for its turn.</summary>
    public static int RetainedBodyBytes { get; } = (int)Math.Clamp(Available / 64 / ReadyQueueCapacity, 256, 16 * Kibi);
}
