using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Searching;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Client;

/// <summary>Creates instances and sends them messages.</summary>
internal sealed class InstanceCommands(
    StoreWriter writer,
    InstanceTable instances,
    InstanceWaits waits,
    TimeProvider time,
    Func<OrchestrationState, SearchKeys?>? keysOf)
{
    public Task CreateAsync(TaskMessage message, OrchestrationStatus[]? dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Event is not ExecutionStartedEvent started)
            throw new ArgumentException("An instance starts with ExecutionStarted.", nameof(message));
        started.OrchestrationInstance ??= message.OrchestrationInstance;
        message.OrchestrationInstance ??= started.OrchestrationInstance;
        InstanceId.ThrowIfInvalid(started.OrchestrationInstance?.InstanceId);
        if (message.OrchestrationInstance!.InstanceId != started.OrchestrationInstance!.InstanceId)
            throw new ArgumentException("The message and its event name different instances.", nameof(message));
        ArgumentException.ThrowIfNullOrEmpty(started.Name);

        var now = time.GetUtcNow().UtcDateTime;
        started.Timestamp = now;
        return writer.WriteOrRejectAsync(new CreateInstance(
            new InstanceStart(message, now, keysOf), dedupeStatuses ?? OrchestrationStatuses.Active, instances, waits));
    }

    public Task SendAsync(TaskMessage[] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var message in messages)
        {
            Check(message);
            message.Event.Timestamp = now;
        }

        return writer.WriteOrRejectAsync(
            new SendMessages([.. messages.Select(message => new OutboundMessage(message))], instances));
    }

    private static void Check(TaskMessage message)
    {
        if (message?.Event is null)
            throw new ArgumentException("The message has no event.", nameof(message));
        InstanceId.ThrowIfInvalid(message.OrchestrationInstance?.InstanceId);
        if (message.Event is ExecutionRewoundEvent)
            throw new NotSupportedException("DurableTask.Sqlite can't rewind an instance.");
        if (message.Event is ExecutionStartedEvent)
            throw new ArgumentException("A message can't start an instance; create it.", nameof(message));
    }
}
