using DurableTask.Core;
using DurableTask.Sqlite.Common;

namespace DurableTask.Sqlite.Storage;

/// <summary>
/// Decides which messages stay in memory while they wait for their turn. A large message is read again when its turn
/// comes, so that the bounds on the number of messages bound the bytes too.
/// </summary>
internal static class RetainedMessage
{
    public static int MaxBody => MemoryBounds.RetainedBodyBytes;

    /// <summary>
    /// The encoded bytes of messages that wait for one instance in memory, or that one episode takes, except for a
    /// single message that is larger. The rest stays in the file until its turn comes.
    /// </summary>
    public const long MaxInbox = 1024 * 1024;

    public static TaskMessage? Of(TaskMessage message, int bodyLength) => bodyLength <= MaxBody ? message : null;
}
