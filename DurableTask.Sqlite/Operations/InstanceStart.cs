using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Searching;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Operations;

/// <summary>The start message of a new instance and the row that it makes.</summary>
internal sealed class InstanceStart
{
    public InstanceStart(TaskMessage message, DateTime now, Func<OrchestrationState, SearchKeys?>? keysOf = null)
    {
        var started = (ExecutionStartedEvent)message.Event;
        Message = message;
        var body = StartCodec.Encode(message);
        Instance = new NewInstance(
            started.OrchestrationInstance.InstanceId,
            started.OrchestrationInstance.ExecutionId,
            started.Name,
            started.ScheduledStartTime is { } startAt && UtcTicks.Of(startAt) is var due && due > now.Ticks
                ? due
                : null,
            now.Ticks,
            body)
        {
            Keys = keysOf?.Invoke(StateOf(started, now)),
        };
    }

    /// <summary>Why the instance can't be started; null if it can.</summary>
    public string? Error =>
        !InstanceId.IsValid(Instance.Id) ? "An orchestration's id must be valid Unicode and not blank."
        : string.IsNullOrEmpty(Instance.Name) ? "An orchestration must have a name."
        : null;

    public TaskMessage Message { get; }

    public NewInstance Instance { get; }

    public TaskMessage? RetainedMessage => Storage.RetainedMessage.Of(Message, Instance.Body.Length);

    private static OrchestrationState StateOf(ExecutionStartedEvent started, DateTime now) => new OrchestrationState
    {
        OrchestrationInstance = started.OrchestrationInstance,
        OrchestrationStatus = OrchestrationStatus.Pending,
        CreatedTime = now,
        LastUpdatedTime = now,
    }.StartedBy(started);
}
