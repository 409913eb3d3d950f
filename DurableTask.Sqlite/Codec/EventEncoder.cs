using DurableTask.Core;
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
        switch (@event)
        {
            case OrchestratorStartedEvent or OrchestratorCompletedEvent:
                break;
            case TaskScheduledEvent e:
                Texts(writer, e.Name, e.Version, e.Input);
                ValueCodec.Write(writer, e.ParentTraceContext);
                ValueCodec.Write(writer, e.Tags);
                break;
            case TaskCompletedEvent e:
                writer.Number(e.TaskScheduledId);
                writer.Text(e.Result);
                break;
            case TaskFailedEvent e:
                writer.Number(e.TaskScheduledId);
                Texts(writer, e.Reason, e.Details);
                FailureCodec.Write(writer, e.FailureDetails);
                break;
            case TimerCreatedEvent e:
                writer.Time(e.FireAt);
                break;
            case TimerFiredEvent e:
                writer.Number(e.TimerId);
                writer.Time(e.FireAt);
                break;
            case ExecutionStartedEvent e:
                ValueCodec.Write(writer, e.OrchestrationInstance);
                writer.Text(e.Name);
                WriteStart(writer, e);
                break;
            case ExecutionCompletedEvent e: // ContinueAsNewEvent too
                writer.Byte((byte)e.OrchestrationStatus);
                writer.Text(e.Result);
                FailureCodec.Write(writer, e.FailureDetails);
                break;
            case EventRaisedEvent e:
                Texts(writer, e.Name, e.Input);
                ValueCodec.Write(writer, e.ParentTraceContext);
                break;
            case EventSentEvent e:
                Texts(writer, e.InstanceId, e.Name, e.Input);
                break;
            default:
                WriteRarer(writer, @event);
                break;
        }
    }

    private static void WriteRarer(BodyWriter writer, HistoryEvent @event)
    {
        switch (@event)
        {
            case SubOrchestrationInstanceCreatedEvent e:
                Texts(writer, e.Name, e.Version, e.InstanceId, e.Input, e.ClientSpanId);
                ValueCodec.Write(writer, e.Tags);
                break;
            case SubOrchestrationInstanceCompletedEvent e:
                writer.Number(e.TaskScheduledId);
                writer.Text(e.Result);
                break;
            case SubOrchestrationInstanceFailedEvent e:
                writer.Number(e.TaskScheduledId);
                Texts(writer, e.Reason, e.Details);
                FailureCodec.Write(writer, e.FailureDetails);
                break;
            case ExecutionTerminatedEvent e:
                writer.Text(e.Input);
                break;
            case ExecutionSuspendedEvent e:
                writer.Text(e.Reason);
                break;
            case ExecutionResumedEvent e:
                writer.Text(e.Reason);
                break;
            case ExecutionRewoundEvent e:
                Texts(writer, e.Reason, e.ParentExecutionId, e.InstanceId);
                ValueCodec.Write(writer, e.ParentTraceContext);
                break;
            case GenericEvent e:
                writer.Text(e.Data);
                break;
            case HistoryStateEvent e:
                StateCodec.Write(writer, e.State);
                break;
            default:
                throw new NotSupportedException($"DurableTask.Sqlite can't store a {@event.GetType().Name}.");
        }
    }

    private static void Texts(BodyWriter writer, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            writer.Text(text);
    }
}
