using DurableTask.Core.History;

namespace DurableTask.Sqlite.Codec;

/// <summary>The events that one episode added to a history.</summary>
internal static class HistoryCodec
{
    // Stands for the start event, which the instance's row holds already: an input is stored once.
    private const byte StartEvent = 0xFF;

    public static byte[] Encode(IEnumerable<HistoryEvent> events, ExecutionStartedEvent? start)
    {
        var writer = BodyWriter.Start();
        foreach (var @event in events)
        {
            if (ReferenceEquals(@event, start) && IsAsStored(start))
                writer.Byte(StartEvent);
            else
                EventEncoder.Write(writer, @event);
        }

        return writer.Finish();
    }

    /// <exception cref="InvalidDataException">The body is damaged, or of another version.</exception>
    public static void Decode(ReadOnlySpan<byte> body, ExecutionStartedEvent start, List<HistoryEvent> events)
    {
        try
        {
            var reader = new BodyReader(body);
            while (!reader.AtEnd)
                events.Add(reader.TryByte(StartEvent) ? start : EventDecoder.Read(ref reader));
        }
        catch (Exception exception) when (exception is not (InvalidDataException or OutOfMemoryException))
        {
            throw BodyFormat.Damaged(exception);
        }
    }

    // The framework writes its tracing into a start event as it runs it.
    private static bool IsAsStored(ExecutionStartedEvent start) =>
        start is { ParentTraceContext: null, Correlation: null };
}
