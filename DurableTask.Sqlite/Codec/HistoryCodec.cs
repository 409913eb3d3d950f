using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Codec;

/// <summary>Writes and reads the events that one episode added to a history.</summary>
internal static class HistoryCodec
{
    // These replace an event's type: HistoryContext has the rest of the event.
    private const byte StartEvent = 0xFF;
    private const byte EndEvent = 0xFE;

    /// <param name="events">The events that the episode added.</param>
    /// <param name="start">The event that started the execution.</param>
    /// <param name="end">The event that ended the instance, with the output and failure of its row.</param>
    public static byte[] Encode(
        IEnumerable<HistoryEvent> events, ExecutionStartedEvent? start, ExecutionCompletedEvent? end)
    {
        var writer = BodyWriter.Start();
        foreach (var @event in events)
        {
            if (start is not null && ReferenceEquals(@event, start))
                WriteStart(writer, start);
            else if (end is not null && ReferenceEquals(@event, end) && UnicodeText.IsValid(end.Result))
                WriteEnd(writer, end);
            else
                EventEncoder.Write(writer, @event);
        }

        return writer.Finish();
    }

    /// <exception cref="InvalidDataException">The body is damaged, or of another version.</exception>
    public static void Decode(ReadOnlySpan<byte> body, HistoryContext context, List<HistoryEvent> events) =>
        events.AddRange(BodyFormat.Decode(body, context, ReadEvents));

    private static List<HistoryEvent> ReadEvents(ref BodyReader reader, HistoryContext context)
    {
        var events = new List<HistoryEvent>();
        while (!reader.IsAtEnd)
            events.Add(ReadEvent(ref reader, context));
        return events;
    }

    private static HistoryEvent ReadEvent(ref BodyReader reader, HistoryContext context) =>
        reader.TryByte(StartEvent) ? ReadStart(ref reader, context.Start)
        : reader.TryByte(EndEvent) ? ReadEnd(ref reader, context)
        : EventDecoder.Read(ref reader);

    // The framework writes trace data into a start event when it runs the event.
    private static void WriteStart(BodyWriter writer, ExecutionStartedEvent start)
    {
        writer.Byte(StartEvent);
        writer.Text(start.Correlation);
        ValueCodec.Write(writer, start.ParentTraceContext);
    }

    private static ExecutionStartedEvent ReadStart(ref BodyReader reader, ExecutionStartedEvent start)
    {
        start.Correlation = reader.Text();
        start.ParentTraceContext = ValueCodec.ReadTrace(ref reader);
        return start;
    }

    private static void WriteEnd(BodyWriter writer, ExecutionCompletedEvent end)
    {
        writer.Byte(EndEvent);
        writer.Number(end.EventId);
        writer.Time(end.Timestamp);
        writer.Byte((byte)end.OrchestrationStatus);
    }

    private static ExecutionCompletedEvent ReadEnd(ref BodyReader reader, HistoryContext context)
    {
        var (id, time) = (reader.Int(), reader.Time());
        var status = (OrchestrationStatus)reader.Byte();
        return new ExecutionCompletedEvent(id, context.Output, status, context.Failure) { Timestamp = time };
    }
}
