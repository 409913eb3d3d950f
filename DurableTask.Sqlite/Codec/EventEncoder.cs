using DurableTask.Core.History;

namespace DurableTask.Sqlite.Codec;

/// <summary>
/// Writes one history event: type, event id, time, then the fields of the type. The order of the fields is the format:
/// to change it requires a new <see cref="BodyFormat.Version"/>.
/// </summary>
internal static class EventEncoder
{
    public static void Write(BodyWriter writer, HistoryEvent @event)
    {
        writer.Byte((byte)@event.EventType);
        writer.Number(@event.EventId);
        writer.Time(@event.Timestamp);
        WriteFields(writer, @event);
    }

    /// <summary>Writes the start of an execution, without its ids and its name.</summary>
    public static void WriteStart(BodyWriter writer, ExecutionStartedEvent e)
    {
        ValueCodec.Write(writer, e.ParentInstance);
        Texts(writer, e.Version, e.Input, e.Correlation);
        ValueCodec.Write(writer, e.Tags);
        ValueCodec.Write(writer, e.ParentTraceContext);
        ValueCodec.Write(writer, e.ScheduledStartTime);
        writer.Number(e.Generation ?? -1);
        writer.Flag(e.GenerateNewTrace);
    }

    private static void WriteFields(BodyWriter writer, HistoryEvent @event)
    {
        if (!TryWriteTaskOrTimer(writer, @event)
            && !TryWriteExecution(writer, @event)
            && !TryWriteSubOrchestrationOrExternal(writer, @event))
        {
            throw new NotSupportedException($"DurableTask.Sqlite can't store a {@event.GetType().Name}.");
        }
    }

    private static bool TryWriteTaskOrTimer(BodyWriter writer, HistoryEvent @event)
    {
        switch (@event)
        {
            case TaskScheduledEvent e:
                Texts(writer, e.Name, e.Version, e.Input);
                ValueCodec.Write(writer, e.ParentTraceContext);
                ValueCodec.Write(writer, e.Tags);
                return true;
            case TaskCompletedEvent e:
                writer.Number(e.TaskScheduledId);
                writer.Text(e.Result);
                return true;
            case TaskFailedEvent e:
                writer.Number(e.TaskScheduledId);
                Texts(writer, e.Reason, e.Details);
                FailureCodec.Write(writer, e.FailureDetails);
                return true;
            case TimerCreatedEvent e:
                writer.Time(e.FireAt);
                return true;
            case TimerFiredEvent e:
                writer.Number(e.TimerId);
                writer.Time(e.FireAt);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteExecution(BodyWriter writer, HistoryEvent @event)
    {
        switch (@event)
        {
            case OrchestratorStartedEvent or OrchestratorCompletedEvent:
                return true;
            case ExecutionStartedEvent e:
                ValueCodec.Write(writer, e.OrchestrationInstance);
                writer.Text(e.Name);
                WriteStart(writer, e);
                return true;
            case ExecutionCompletedEvent e: // ContinueAsNewEvent too
                writer.Byte((byte)e.OrchestrationStatus);
                writer.Text(e.Result);
                FailureCodec.Write(writer, e.FailureDetails);
                return true;
            case ExecutionTerminatedEvent e:
                writer.Text(e.Input);
                return true;
            case ExecutionSuspendedEvent e:
                writer.Text(e.Reason);
                return true;
            case ExecutionResumedEvent e:
                writer.Text(e.Reason);
                return true;
            case ExecutionRewoundEvent e:
                Texts(writer, e.Reason, e.ParentExecutionId, e.InstanceId);
                ValueCodec.Write(writer, e.ParentTraceContext);
                return true;
            case HistoryStateEvent e:
                StateCodec.Write(writer, e.State);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteSubOrchestrationOrExternal(BodyWriter writer, HistoryEvent @event)
    {
        switch (@event)
        {
            case SubOrchestrationInstanceCreatedEvent e:
                Texts(writer, e.Name, e.Version, e.InstanceId, e.Input, e.ClientSpanId);
                ValueCodec.Write(writer, e.Tags);
                return true;
            case SubOrchestrationInstanceCompletedEvent e:
                writer.Number(e.TaskScheduledId);
                writer.Text(e.Result);
                return true;
            case SubOrchestrationInstanceFailedEvent e:
                writer.Number(e.TaskScheduledId);
                Texts(writer, e.Reason, e.Details);
                FailureCodec.Write(writer, e.FailureDetails);
                return true;
            case EventRaisedEvent e:
                Texts(writer, e.Name, e.Input);
                ValueCodec.Write(writer, e.ParentTraceContext);
                return true;
            case EventSentEvent e:
                Texts(writer, e.InstanceId, e.Name, e.Input);
                return true;
            case GenericEvent e:
                writer.Text(e.Data);
                return true;
            default:
                return false;
        }
    }

    private static void Texts(BodyWriter writer, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            writer.Text(text);
    }
}
