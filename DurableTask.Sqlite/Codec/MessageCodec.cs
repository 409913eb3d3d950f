using System.Runtime.CompilerServices;
using DurableTask.Core;

namespace DurableTask.Sqlite.Codec;

/// <summary>
/// Writes and reads a task message: its receiver, its event, and the orchestration's tags for an activity.
/// </summary>
internal static class MessageCodec
{
    public static byte[] Encode(TaskMessage message)
    {
        var writer = BodyWriter.Start();
        ValueCodec.Write(writer, message.OrchestrationInstance);
        Write(writer, message.OrchestrationExecutionContext);
        EventEncoder.Write(writer, message.Event);
        return writer.Finish();
    }

    /// <inheritdoc cref="BodyFormat.Decode"/>
    public static TaskMessage Decode(ReadOnlySpan<byte> body) =>
        BodyFormat.Decode(body, 0, static (ref reader, _) => Read(ref reader));

    public static void Write(BodyWriter writer, OrchestrationExecutionContext? context)
    {
        writer.Flag(context is not null);
        if (context is not null)
            ValueCodec.Write(writer, context.OrchestrationTags);
    }

    public static OrchestrationExecutionContext? ReadContext(ref BodyReader reader)
    {
        if (!reader.Flag())
            return null;

        var context = new OrchestrationExecutionContext();
        SetTags(context, ValueCodec.ReadTags(ref reader));
        return context;
    }

    private static TaskMessage Read(ref BodyReader reader) => new()
    {
        OrchestrationInstance = ValueCodec.ReadInstance(ref reader),
        OrchestrationExecutionContext = ReadContext(ref reader),
        Event = EventDecoder.Read(ref reader),
    };

    // The framework reserves this setter for itself and for serializers such as this one.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_OrchestrationTags")]
    private static extern void SetTags(OrchestrationExecutionContext context, IDictionary<string, string>? tags);
}
