using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;

namespace DurableTask.Sqlite.Tests.Codec;

public sealed class DamagedBodyTests
{
    public static TheoryData<Type> EventTypes => [.. HistoryEvent.KnownTypes()];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Body_AnyByteChanged_IsReadOrRejected(Type type)
    {
        var message = MessageCodec.Encode(new TaskMessage
        {
            OrchestrationInstance = EventSamples.Instance,
            Event = EventSamples.Full(type),
        });
        var history = HistoryCodec.Encode([EventSamples.Full(type)], start: null, end: null);
        for (var change = 1; change < 256; change = change * 2 + 1)
        {
            AssertReadOrRejected(message, (byte)change, body => MessageCodec.Decode(body));
            AssertReadOrRejected(
                history, (byte)change, body => HistoryCodec.Decode(body, new HistoryContext(new ExecutionStartedEvent(-1, "")), []));
        }
    }

    [Fact]
    public void Start_AnyByteChanged_IsReadOrRejected()
    {
        var start = StartCodec.Encode(new TaskMessage
        {
            OrchestrationInstance = EventSamples.Instance,
            Event = EventSamples.Full(typeof(ExecutionStartedEvent)),
        });
        for (var change = 1; change < 256; change = change * 2 + 1)
            AssertReadOrRejected(start, (byte)change, body => StartCodec.Decode(body, EventSamples.Instance, "name"));
    }

    private static void AssertReadOrRejected(byte[] body, byte change, Action<byte[]> read)
    {
        for (var i = 0; i < body.Length; i++)
        {
            var damaged = (byte[])body.Clone();
            damaged[i] ^= change;
            try
            {
                read(damaged);
            }
            catch (InvalidDataException)
            {
                // The only exception that callers of the codec handle.
            }
        }
    }
}
