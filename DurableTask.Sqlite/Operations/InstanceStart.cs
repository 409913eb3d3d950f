using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Operations;

/// <summary>The start message of a new instance and the row that it makes.</summary>
internal sealed class InstanceStart
{
    // A larger input is not held in memory while it waits for its turn: it is read again then.
    private const int LargestHeld = 16 * 1024;

    public InstanceStart(TaskMessage message, DateTime now)
    {
        var started = (ExecutionStartedEvent)message.Event;
        Message = message;
        var body = MessageCodec.Encode(message);
        Instance = new NewInstance(
            started.OrchestrationInstance.InstanceId,
            started.OrchestrationInstance.ExecutionId,
            started.Name,
            started.ScheduledStartTime?.ToUniversalTime() is { } startAt && startAt > now ? startAt.Ticks : null,
            now.Ticks,
            body);
    }

    public TaskMessage Message { get; }

    public NewInstance Instance { get; }

    public TaskMessage? HeldMessage => Instance.Body.Length <= LargestHeld ? Message : null;
}
