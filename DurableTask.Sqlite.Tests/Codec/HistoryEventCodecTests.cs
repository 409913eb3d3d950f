using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using Newtonsoft.Json;

namespace DurableTask.Sqlite.Tests.Codec;

public sealed class HistoryEventCodecTests
{
    public static TheoryData<Type> EventTypes => [.. HistoryEvent.KnownTypes()];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Message_AnyEventOfTheFramework_ComesBackAsItWas(Type type)
    {
        foreach (var @event in new[] { EventSamples.Full(type), EventSamples.Empty(type) })
        {
            var message = new TaskMessage
            {
                OrchestrationInstance = EventSamples.Instance,
                Event = @event,
            };

            var decoded = MessageCodec.Decode(MessageCodec.Encode(message));

            Assert.IsType(type, decoded.Event);
            Assert.Equal(JsonConvert.SerializeObject(message), JsonConvert.SerializeObject(decoded));
        }
    }

    [Fact]
    public void Message_TagsOfTheOrchestration_ComeBack()
    {
        var body = MessageCodec.Encode(new TaskMessage
        {
            Event = new TaskScheduledEvent(1, "A"),
            OrchestrationExecutionContext = JsonConvert.DeserializeObject<OrchestrationExecutionContext>(
                """{"OrchestrationTags":{"a":"b"}}"""),
        });

        Assert.Equal("b", MessageCodec.Decode(body).OrchestrationExecutionContext.OrchestrationTags["a"]);
    }

    [Fact]
    public void History_StartEventAsStored_IsReferredTo()
    {
        var start = new ExecutionStartedEvent(-1, new string('x', 10_000)) { Name = "A" };
        HistoryEvent[] events = [new OrchestratorStartedEvent(-1), start, new OrchestratorCompletedEvent(-1)];

        var body = HistoryCodec.Encode(events, start);
        var decoded = new List<HistoryEvent>();
        HistoryCodec.Decode(body, start, decoded);

        Assert.InRange(body.Length, 1, 100);
        Assert.Equal(3, decoded.Count);
        Assert.Same(start, decoded[1]);
    }

    [Fact]
    public void History_StartEventThatTracingChanged_IsWrittenWhole()
    {
        var start = (ExecutionStartedEvent)EventSamples.Full(typeof(ExecutionStartedEvent));
        var decoded = new List<HistoryEvent>();
        HistoryCodec.Decode(
            HistoryCodec.Encode([start], start), new ExecutionStartedEvent(-1, "as first stored"), decoded);

        Assert.Equal(JsonConvert.SerializeObject(start), JsonConvert.SerializeObject(Assert.Single(decoded)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("\ud83d")]
    [InlineData("a\udc00\ud800b")]
    [InlineData("имя 消息 🚀")]
    public void Text_AnyDotNetString_ComesBack(string text)
    {
        var body = MessageCodec.Encode(new TaskMessage { Event = new GenericEvent(0, text) });

        Assert.Equal(text, ((GenericEvent)MessageCodec.Decode(body).Event).Data);
    }

    [Fact]
    public void Body_OfAnUnknownVersion_IsRefusedByName()
    {
        var body = MessageCodec.Encode(new TaskMessage { Event = new GenericEvent(0, "x") });
        body[0] = 99;

        var error = Assert.Throws<InvalidDataException>(() => MessageCodec.Decode(body));
        Assert.Contains("format 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_CutOff_IsRefused()
    {
        var body = MessageCodec.Encode(new TaskMessage { Event = new GenericEvent(0, "some text") });

        Assert.Throws<InvalidDataException>(() => MessageCodec.Decode(body.AsSpan(0, body.Length - 1)));
    }
}
