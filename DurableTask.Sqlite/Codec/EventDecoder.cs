using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Codec;

/// <summary>Reads one history event that <see cref="EventEncoder"/> wrote.</summary>
internal static class EventDecoder
{
    public static HistoryEvent Read(ref BodyReader reader)
    {
        var type = (EventType)reader.Byte();
        var id = reader.Int();
        var time = reader.Time();
        var @event = ReadFields(ref reader, type, id);
        @event.Timestamp = time;
        return @event;
    }

    /// <summary>Reads what <see cref="EventEncoder.WriteStart"/> wrote.</summary>
    public static ExecutionStartedEvent ReadStart(
        ref BodyReader reader, int id, OrchestrationInstance? instance, string? name)
    {
        var parent = ValueCodec.ReadParent(ref reader);
        var version = reader.Text();
        return new ExecutionStartedEvent(id, reader.Text())
        {
            OrchestrationInstance = instance,
            ParentInstance = parent,
            Name = name,
            Version = version,
            Correlation = reader.Text(),
            Tags = ValueCodec.ReadTags(ref reader),
            ParentTraceContext = ValueCodec.ReadTrace(ref reader),
            ScheduledStartTime = ValueCodec.ReadTime(ref reader),
            Generation = reader.Int() is >= 0 and var generation ? generation : null,
            GenerateNewTrace = reader.Flag(),
        };
    }

    private static HistoryEvent ReadFields(ref BodyReader reader, EventType type, int id) =>
        ReadTaskOrTimer(ref reader, type, id)
        ?? ReadExecution(ref reader, type, id)
        ?? ReadSubOrchestrationOrExternal(ref reader, type, id)
        ?? throw new InvalidDataException($"A stored history event has the unknown type {(int)type}.");

    private static HistoryEvent? ReadTaskOrTimer(ref BodyReader reader, EventType type, int id) => type switch
    {
        EventType.TaskScheduled => new TaskScheduledEvent(id, reader.Text()!, reader.Text(), reader.Text())
        {
            ParentTraceContext = ValueCodec.ReadTrace(ref reader),
            Tags = ValueCodec.ReadTags(ref reader),
        },
        EventType.TaskCompleted => new TaskCompletedEvent(id, reader.Int(), reader.Text()),
        EventType.TaskFailed =>
            new TaskFailedEvent(id, reader.Int(), reader.Text(), reader.Text(), FailureCodec.Read(ref reader)),
        EventType.TimerCreated => new TimerCreatedEvent(id, reader.Time()),
        EventType.TimerFired => new TimerFiredEvent(id) { TimerId = reader.Int(), FireAt = reader.Time() },
        _ => null,
    };

    private static HistoryEvent? ReadExecution(ref BodyReader reader, EventType type, int id) => type switch
    {
        EventType.OrchestratorStarted => new OrchestratorStartedEvent(id),
        EventType.OrchestratorCompleted => new OrchestratorCompletedEvent(id),
        EventType.ExecutionStarted =>
            ReadStart(ref reader, id, ValueCodec.ReadInstance(ref reader), reader.Text()),
        EventType.ExecutionCompleted => ReadCompleted(ref reader, id),
        EventType.ContinueAsNew => ReadContinued(ref reader, id),
        EventType.ExecutionTerminated => new ExecutionTerminatedEvent(id, reader.Text()),
        EventType.ExecutionSuspended => new ExecutionSuspendedEvent(id, reader.Text()),
        EventType.ExecutionResumed => new ExecutionResumedEvent(id, reader.Text()),
        EventType.ExecutionRewound => new ExecutionRewoundEvent(id, reader.Text())
        {
            ParentExecutionId = reader.Text(),
            InstanceId = reader.Text(),
            ParentTraceContext = ValueCodec.ReadTrace(ref reader),
        },
        EventType.HistoryState => new HistoryStateEvent(id, StateCodec.Read(ref reader)),
        _ => null,
    };

    private static HistoryEvent? ReadSubOrchestrationOrExternal(ref BodyReader reader, EventType type, int id) =>
        type switch
        {
            EventType.SubOrchestrationInstanceCreated => new SubOrchestrationInstanceCreatedEvent(id)
            {
                Name = reader.Text(),
                Version = reader.Text(),
                InstanceId = reader.Text(),
                Input = reader.Text(),
                ClientSpanId = reader.Text(),
                Tags = ValueCodec.ReadTags(ref reader),
            },
            EventType.SubOrchestrationInstanceCompleted =>
                new SubOrchestrationInstanceCompletedEvent(id, reader.Int(), reader.Text()),
            EventType.SubOrchestrationInstanceFailed => new SubOrchestrationInstanceFailedEvent(
                id, reader.Int(), reader.Text(), reader.Text(), FailureCodec.Read(ref reader)),
            EventType.EventRaised => ReadRaised(ref reader, id),
            EventType.EventSent => new EventSentEvent(id)
            {
                InstanceId = reader.Text(),
                Name = reader.Text(),
                Input = reader.Text(),
            },
            EventType.GenericEvent => new GenericEvent(id, reader.Text()),
            _ => null,
        };

    private static ExecutionCompletedEvent ReadCompleted(ref BodyReader reader, int id)
    {
        var status = (OrchestrationStatus)reader.Byte();
        return new ExecutionCompletedEvent(id, reader.Text(), status, FailureCodec.Read(ref reader));
    }

    // A continuation has no other status and no failure: the stored ones are skipped.
    private static ContinueAsNewEvent ReadContinued(ref BodyReader reader, int id) =>
        new(id, ReadCompleted(ref reader, id).Result);

    private static EventRaisedEvent ReadRaised(ref BodyReader reader, int id)
    {
        var name = reader.Text();
        return new EventRaisedEvent(id, reader.Text())
        {
            Name = name,
            ParentTraceContext = ValueCodec.ReadTrace(ref reader),
        };
    }
}
