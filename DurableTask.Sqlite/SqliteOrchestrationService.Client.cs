using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using DurableTask.Sqlite.Operations;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    private static readonly OrchestrationStatus[] UnderWay =
        [OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended];

    /// <summary>
    /// Creates an instance; refuses an id whose instance is under way, and replaces one that has ended.
    /// </summary>
    /// <inheritdoc cref="CreateTaskOrchestrationAsync(TaskMessage, OrchestrationStatus[])"/>
    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage) =>
        CreateTaskOrchestrationAsync(creationMessage, null);

    /// <summary>Creates an instance. It is on disk when the task ends.</summary>
    /// <param name="creationMessage">The message with its <see cref="ExecutionStartedEvent"/>.</param>
    /// <param name="dedupeStatuses">
    /// The statuses of an instance with the same id that refuse the new one; in any other it is replaced, even where it
    /// is under way. Null means pending, running and suspended.
    /// </param>
    /// <exception cref="OrchestrationAlreadyExistsException">The id is refused.</exception>
    /// <exception cref="WriteQueueFullException">Too much waits to be written; nothing was stored.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    /// <exception cref="ArgumentException">
    /// The message starts nothing or has no name, or the id is empty, blank, holds a half of a surrogate pair or is
    /// another one in the event than in the message.
    /// </exception>
    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage, OrchestrationStatus[]? dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(creationMessage);
        if (creationMessage.Event is not ExecutionStartedEvent started)
            throw new ArgumentException("An instance starts with ExecutionStarted.", nameof(creationMessage));
        started.OrchestrationInstance ??= creationMessage.OrchestrationInstance;
        creationMessage.OrchestrationInstance ??= started.OrchestrationInstance;
        CheckId(started.OrchestrationInstance?.InstanceId);
        if (creationMessage.OrchestrationInstance!.InstanceId != started.OrchestrationInstance!.InstanceId)
            throw new ArgumentException("The message and its event are for different instances.", nameof(creationMessage));
        ArgumentException.ThrowIfNullOrEmpty(started.Name);

        var now = UtcNow;
        started.Timestamp = now;
        var start = new InstanceStart(creationMessage, now, _options.SearchKeysOf);
        return _writer.WriteOrRefuseAsync(
            new CreateInstance(start, dedupeStatuses ?? UnderWay, _instances, _waits));
    }

    /// <inheritdoc cref="SendTaskOrchestrationMessageBatchAsync"/>
    /// <param name="message">The message.</param>
    public Task SendTaskOrchestrationMessageAsync(TaskMessage message) =>
        SendTaskOrchestrationMessageBatchAsync(message);

    /// <summary>
    /// Sends messages (events, suspend, resume, terminate) to instances, all or none. They are on disk when the task
    /// ends. A message for an instance that is unknown or has ended is dropped.
    /// </summary>
    /// <param name="messages">The messages; one instance gets its in this order.</param>
    /// <exception cref="WriteQueueFullException">Too much waits to be written; nothing was stored.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    /// <exception cref="NotSupportedException">A message asks to rewind an instance.</exception>
    /// <exception cref="ArgumentException">A message starts an instance, or has no valid id or no event.</exception>
    public Task SendTaskOrchestrationMessageBatchAsync(params TaskMessage[] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var now = UtcNow;
        foreach (var message in messages)
        {
            if (message?.Event is null)
                throw new ArgumentException("A message has an event.", nameof(messages));
            CheckId(message.OrchestrationInstance?.InstanceId);
            if (message.Event is ExecutionRewoundEvent)
                throw new NotSupportedException("DurableTask.Sqlite can't rewind an instance.");
            if (message.Event is ExecutionStartedEvent)
                throw new ArgumentException("An instance is created, not sent a start.", nameof(messages));
            message.Event.Timestamp = now;
        }

        return _writer.WriteOrRefuseAsync(
            new SendMessages([.. messages.Select(message => new OutboundMessage(message))], _instances));
    }

    /// <summary>Terminates an instance as soon as what it does at the moment is done.</summary>
    /// <param name="instanceId">The instance; one that is unknown or has ended is left as it is.</param>
    /// <param name="reason">Becomes its output.</param>
    /// <exception cref="WriteQueueFullException">Too much waits to be written; nothing was stored.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    public Task ForceTerminateTaskOrchestrationAsync(string instanceId, string? reason) =>
        SendTaskOrchestrationMessageAsync(new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId },
            Event = new ExecutionTerminatedEvent(-1, reason),
        });

    /// <summary>Ends when something could be written to the disk; what that is changes nothing.</summary>
    /// <exception cref="WriteQueueFullException">Too much waits to be written.</exception>
    /// <exception cref="StoreWriteException">The store can't be written at the moment.</exception>
    public Task CheckWritableAsync() => _writer.WriteOrRefuseAsync(new CheckWritable());

    private static void CheckId(string? id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (!InstanceId.IsValid(id))
            throw new ArgumentException("An instance's id must be valid Unicode and not blank.", nameof(id));
    }
}
