using System.Globalization;
using System.Text;
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
    public void Message_AnyEventOfTheFramework_IsReturnedUnchanged(Type type)
    {
        foreach (var @event in new[] { EventSamples.Full(type), EventSamples.Minimal(type) })
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

    // A property that a newer framework adds is stored only once the codec knows it: then its sample sets it.
    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Samples_AnyEventOfTheFramework_SetEverySettableProperty(Type type)
    {
        // The framework sets these two as it replays or deserializes, and stores neither.
        string[] transient = [nameof(HistoryEvent.IsPlayed), nameof(HistoryEvent.ExtensionData)];
        var sample = EventSamples.Full(type);

        var missing = type.GetProperties()
            .Where(property => property.SetMethod is not null && !transient.Contains(property.Name))
            .Where(property => Equals(property.GetValue(sample), Default(property.PropertyType)))
            .Select(property => property.Name);
        Assert.Empty(missing);
    }

    [Fact]
    public void Message_TagsOfTheOrchestration_AreReturned()
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

        var body = HistoryCodec.Encode(events, start, end: null);
        var decoded = Decoded(body, new HistoryContext(start));

        Assert.InRange(body.Length, 1, 100);
        Assert.Equal(3, decoded.Count);
        Assert.Same(start, decoded[1]);
    }

    [Fact]
    public void History_StartEventThatTracingChanged_IsReturnedWithTheChange()
    {
        var start = (ExecutionStartedEvent)EventSamples.Full(typeof(ExecutionStartedEvent));
        var stored = (ExecutionStartedEvent)EventSamples.Full(typeof(ExecutionStartedEvent));
        (stored.Correlation, stored.ParentTraceContext) = (null, null);

        var decoded = Decoded(HistoryCodec.Encode([start], start, end: null), new HistoryContext(stored));
        Assert.Equal(JsonConvert.SerializeObject(start), JsonConvert.SerializeObject(Assert.Single(decoded)));
    }

    // No InlineData: an attribute's text is UTF-8, which has no half of a surrogate pair.
    [Fact]
    public void History_EndEvent_IsReferredToWhereTheRowHoldsItsOutput()
    {
        Assert.InRange(BytesOfEnd("output"), 1, 100);
        Assert.InRange(BytesOfEnd("\ud83d"), 10_000, 30_000);
    }

    [Fact]
    public void Start_ValuesOfTheRow_AreNotInTheBody()
    {
        var started = (ExecutionStartedEvent)EventSamples.Full(typeof(ExecutionStartedEvent));
        started.OrchestrationInstance = new() { InstanceId = new string('i', 1_000), ExecutionId = new string('e', 1_000) };
        started.Name = new string('n', 1_000);
        var message = new TaskMessage { OrchestrationInstance = started.OrchestrationInstance, Event = started };

        var body = StartCodec.Encode(message);
        var decoded = StartCodec.Decode(body, started.OrchestrationInstance, started.Name);
        Assert.InRange(body.Length, 1, 1_000);
        Assert.Equal(JsonConvert.SerializeObject(message), JsonConvert.SerializeObject(decoded));
    }

    [Fact]
    public void Start_TextWithLoneSurrogates_IsReturned()
    {
        var started = (ExecutionStartedEvent)EventSamples.Full(typeof(ExecutionStartedEvent));
        started.OrchestrationInstance = new() { InstanceId = "id", ExecutionId = "\ud800" };
        started.Name = "\udc00";
        var message = new TaskMessage { OrchestrationInstance = EventSamples.Instance, Event = started };

        var decoded = StartCodec.Decode(StartCodec.Encode(message), new() { InstanceId = "id", ExecutionId = "?" }, "?");
        Assert.Equal(JsonConvert.SerializeObject(message), JsonConvert.SerializeObject(decoded));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("\ud83d")]
    [InlineData("a\udc00\ud800b")]
    [InlineData("имя 消息 🚀")]
    public void Text_AnyDotNetString_IsReturned(string text)
    {
        var body = MessageCodec.Encode(new TaskMessage { Event = new GenericEvent(0, text) });

        Assert.Equal(text, ((GenericEvent)MessageCodec.Decode(body).Event).Data);
    }

    [Fact]
    public void History_OfFormat1_IsRead()
    {
        // The first episode of a message in a store of an earlier version.
        var body = Convert.FromHexString(
            "010C01B48DC9BC644EDF48FF00000400DE8DC9BC644EDF481B53656E64546F47617465776179010000010D01DE8DC9BC644EDF48");
        var start = new ExecutionStartedEvent(-1, "input") { Timestamp = new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc) };

        var events = Decoded(body, new HistoryContext(start));

        Assert.Equal(
            ["OrchestratorStartedEvent", "ExecutionStartedEvent", "TaskScheduledEvent", "OrchestratorCompletedEvent"],
            events.Select(@event => @event.GetType().Name));
        Assert.Equal(
            ["22:04:28.0921524", "00:00:00.0000000", "22:04:28.0921566", "22:04:28.0921566"],
            events.Select(@event => @event.Timestamp.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture)));
        Assert.Equal("SendToGateway", ((TaskScheduledEvent)events[2]).Name);
    }

    [Fact]
    public void History_TimesAfterTheFirst_TakeFewBytes()
    {
        var body = HistoryCodec.Encode(
            [At(0), At(0.0000042), At(60), At(-60), At(86_400)], start: null, end: null);

        // Version, then five events: type, id, time.
        Assert.InRange(body.Length, 1, 1 + (5 * 2) + 8 + 1 + 5 + 5 + 7);

        static OrchestratorStartedEvent At(double seconds) => new(-1)
        {
            Timestamp = new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds),
        };
    }

    [Fact]
    public void Times_OfAnyKindAndOrder_AreReturned()
    {
        DateTime[] times =
        [
            DateTime.MaxValue, DateTime.MinValue, DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), default,
            new(1, DateTimeKind.Local), new(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc), default, default,
        ];
        var body = HistoryCodec.Encode(
            times.Select(time => new OrchestratorStartedEvent(-1) { Timestamp = time }), start: null, end: null);

        var decoded = Decoded(body, new HistoryContext(new ExecutionStartedEvent(-1, null)))
            .Select(@event => (@event.Timestamp, @event.Timestamp.Kind));

        Assert.Equal(times.Select(time => (time, time.Kind)), decoded);
    }

    [Fact]
    public void Body_OfAnUnknownVersion_IsRejectedByName()
    {
        var body = MessageCodec.Encode(new TaskMessage { Event = new GenericEvent(0, "x") });
        body[0] = 99;

        var error = Assert.Throws<InvalidDataException>(() => MessageCodec.Decode(body));
        Assert.Contains("format 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_CutOff_IsRejected()
    {
        var body = MessageCodec.Encode(new TaskMessage { Event = new GenericEvent(0, "some text") });

        Assert.Throws<InvalidDataException>(() => MessageCodec.Decode(body.AsSpan(0, body.Length - 1)));
    }

    private static List<HistoryEvent> Decoded(byte[] body, HistoryContext rest)
    {
        var decoded = new List<HistoryEvent>();
        HistoryCodec.Decode(body, rest, decoded);
        return decoded;
    }

    private static int BytesOfEnd(string output)
    {
        var full = (ExecutionCompletedEvent)EventSamples.Full(typeof(ExecutionCompletedEvent));
        var end = new ExecutionCompletedEvent(
            3, output + new string('x', 10_000), OrchestrationStatus.Failed, full.FailureDetails)
        {
            Timestamp = full.Timestamp,
        };

        var body = HistoryCodec.Encode([end], start: null, end);
        // The text that a column stores for such an output.
        var stored = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(end.Result!));
        var rest = new HistoryContext(new ExecutionStartedEvent(-1, ""), stored, end.FailureDetails);
        Assert.Equal(JsonConvert.SerializeObject(end), JsonConvert.SerializeObject(Assert.Single(Decoded(body, rest))));
        return body.Length;
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
