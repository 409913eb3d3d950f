using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Codec;

/// <summary>
/// Writes and reads the message that starts an execution, without the ids and the name that the row of the instance
/// has.
/// </summary>
internal static class StartCodec
{
    public static byte[] Encode(TaskMessage message)
    {
        var started = (ExecutionStartedEvent)message.Event;
        var (own, ofMessage) = (started.OrchestrationInstance, message.OrchestrationInstance);
        var isSame = own.InstanceId == ofMessage.InstanceId && own.ExecutionId == ofMessage.ExecutionId;
        var writer = BodyWriter.Start();
        ValueCodec.Write(writer, isSame ? null : ofMessage);
        writer.Text(UnicodeText.IsValid(own.ExecutionId) ? null : own.ExecutionId);
        writer.Text(UnicodeText.IsValid(started.Name) ? null : started.Name);
        MessageCodec.Write(writer, message.OrchestrationExecutionContext);
        writer.Number(started.EventId);
        writer.Time(started.Timestamp);
        EventEncoder.WriteStart(writer, started);
        return writer.Finish();
    }

    /// <param name="body">What <see cref="Encode"/> wrote.</param>
    /// <param name="instance">The ids of the row.</param>
    /// <param name="name">The name of the row.</param>
    /// <exception cref="InvalidDataException">The body is damaged, or of another version.</exception>
    public static TaskMessage Decode(ReadOnlySpan<byte> body, OrchestrationInstance instance, string name) =>
        BodyFormat.Decode(
            body, (instance, name), static (ref reader, row) => Read(ref reader, row.instance, row.name));

    private static TaskMessage Read(ref BodyReader reader, OrchestrationInstance instance, string name)
    {
        var ofMessage = ValueCodec.ReadInstance(ref reader);
        var own = new OrchestrationInstance
        {
            InstanceId = instance.InstanceId,
            ExecutionId = reader.Text() ?? instance.ExecutionId,
        };
        name = reader.Text() ?? name;
        var context = MessageCodec.ReadContext(ref reader);
        var id = reader.Int();
        var time = reader.Time();
        var started = EventDecoder.ReadStart(ref reader, id, own, name);
        started.Timestamp = time;
        return new TaskMessage
        {
            OrchestrationInstance = ofMessage ?? own,
            OrchestrationExecutionContext = context,
            Event = started,
        };
    }
}
