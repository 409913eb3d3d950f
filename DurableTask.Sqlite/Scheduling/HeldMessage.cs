using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// What of a message stays in memory while it waits for its turn: a large one is read again then, so that the bounds
/// on how many wait bound the bytes too.
/// </summary>
internal static class HeldMessage
{
    public static int LargestBody => MemoryBounds.HeldBodyBytes;

    /// <summary>
    /// The encoded bytes of messages that wait for one instance in memory, or that one episode takes, but for a message
    /// that is larger by itself. The rest stays in the file until its turn comes.
    /// </summary>
    public const long LargestInbox = 1024 * 1024;

    public static TaskMessage? Of(TaskMessage message, int bodyLength) => bodyLength <= LargestBody ? message : null;
}
