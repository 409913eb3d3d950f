using DurableTask.Core;

namespace DurableTask.Sqlite.Storage;

/// <summary>An instance as the file has it.</summary>
/// <param name="Start">The message that starts it, if it is pending.</param>
/// <param name="Runtime">The instance's history so far.</param>
/// <param name="Episodes">How many episodes that history has.</param>
/// <param name="Inbox">The first messages to the instance, in their order.</param>
/// <param name="HasMoreInFile">Whether the file has more messages after those.</param>
/// <param name="Bytes">The encoded size of all of it, in bytes.</param>
internal sealed record LoadedInstance(
    TaskMessage? Start,
    OrchestrationRuntimeState Runtime,
    int Episodes,
    List<InboxMessage> Inbox,
    bool HasMoreInFile,
    long Bytes);
