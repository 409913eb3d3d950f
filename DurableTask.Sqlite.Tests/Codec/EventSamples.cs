using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Tracing;

namespace DurableTask.Sqlite.Tests.Codec;

/// <summary>One event of each type with everything set, and one with only what the type requires.</summary>
internal static class EventSamples
{
    private static readonly DateTime Time = new(2030, 2, 3, 4, 5, 6, 789, DateTimeKind.Utc);

    private static readonly FailureDetails Failure = new(
        "Outer",
        "outer message",
        "at A",
        new FailureDetails("Inner", "inner message", null, null, false),
        isNonRetriable: true,
        Properties);

    public static OrchestrationInstance Instance => new() { InstanceId = "instance", ExecutionId = "execution" };

    private static Dictionary<string, object?> Properties => new()
    {
        ["null"] = null,
        ["text"] = "text",
        ["true"] = true,
        ["number"] = -42L,
        ["real"] = 1.5,
        ["decimal"] = 12.34m,
        ["time"] = Time,
        ["list"] = new List<object?> { 1L, "two" },
        ["map"] = new Dictionary<string, object?> { ["inner"] = false },
    };

    private static Dictionary<string, string> Tags => new() { ["tag"] = "value", ["none"] = null! };

    private static DistributedTraceContext Trace => new("00-parent-01", "state")
    {
        Id = "id",
        SpanId = "span",
        ActivityStartTime = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)),
    };

    public static HistoryEvent Full(Type type)
    {
        var @event = Make(type);
        @event.Timestamp = Time;
        return @event;
    }

    public static HistoryEvent Minimal(Type type) => type.Name switch
    {
        nameof(ContinueAsNewEvent) => new ContinueAsNewEvent(-1, null),
        nameof(EventRaisedEvent) => new EventRaisedEvent(-1, null),
        nameof(EventSentEvent) => new EventSentEvent(0),
        nameof(ExecutionCompletedEvent) => new ExecutionCompletedEvent(0, null, OrchestrationStatus.Failed),
        nameof(ExecutionResumedEvent) => new ExecutionResumedEvent(-1, null),
        nameof(ExecutionRewoundEvent) => new ExecutionRewoundEvent(-1),
        nameof(ExecutionStartedEvent) => new ExecutionStartedEvent(-1, null),
        nameof(ExecutionSuspendedEvent) => new ExecutionSuspendedEvent(-1, null),
        nameof(ExecutionTerminatedEvent) => new ExecutionTerminatedEvent(-1, null),
        nameof(GenericEvent) => new GenericEvent(int.MaxValue, null),
        nameof(HistoryStateEvent) => new HistoryStateEvent(-1, null),
        nameof(OrchestratorCompletedEvent) => new OrchestratorCompletedEvent(int.MinValue),
        nameof(OrchestratorStartedEvent) => new OrchestratorStartedEvent(-1),
        nameof(SubOrchestrationInstanceCompletedEvent) => new SubOrchestrationInstanceCompletedEvent(-1, 0, null),
        nameof(SubOrchestrationInstanceCreatedEvent) => new SubOrchestrationInstanceCreatedEvent(0),
        nameof(SubOrchestrationInstanceFailedEvent) => new SubOrchestrationInstanceFailedEvent(-1, 0, null, null),
        nameof(TaskCompletedEvent) => new TaskCompletedEvent(-1, 0, null),
        nameof(TaskFailedEvent) => new TaskFailedEvent(-1, 0, null, null),
        nameof(TaskScheduledEvent) => new TaskScheduledEvent(0),
        nameof(TimerCreatedEvent) => new TimerCreatedEvent(0),
        nameof(TimerFiredEvent) => new TimerFiredEvent(-1),
        _ => throw new NotSupportedException($"There is no sample of {type}. Add one here, and add the type to the codec."),
    };

    private static HistoryEvent Make(Type type) => type.Name switch
    {
        nameof(ContinueAsNewEvent) => new ContinueAsNewEvent(3, "input"),
        nameof(EventRaisedEvent) => new EventRaisedEvent(3, "input") { Name = "name", ParentTraceContext = Trace },
        nameof(EventSentEvent) => new EventSentEvent(3) { InstanceId = "to", Name = "name", Input = "input" },
        nameof(ExecutionCompletedEvent) =>
            new ExecutionCompletedEvent(3, "result", OrchestrationStatus.Terminated, Failure),
        nameof(ExecutionResumedEvent) => new ExecutionResumedEvent(3, "reason"),
        nameof(ExecutionRewoundEvent) => new ExecutionRewoundEvent(3, "reason")
        {
            ParentExecutionId = "parent",
            InstanceId = "instance",
            ParentTraceContext = Trace,
        },
        nameof(ExecutionStartedEvent) => Started(),
        nameof(ExecutionSuspendedEvent) => new ExecutionSuspendedEvent(3, "reason"),
        nameof(ExecutionTerminatedEvent) => new ExecutionTerminatedEvent(3, "input"),
        nameof(GenericEvent) => new GenericEvent(3, "data"),
        nameof(HistoryStateEvent) => new HistoryStateEvent(3, State()),
        nameof(SubOrchestrationInstanceCompletedEvent) => new SubOrchestrationInstanceCompletedEvent(3, 7, "result"),
        nameof(SubOrchestrationInstanceCreatedEvent) => new SubOrchestrationInstanceCreatedEvent(3)
        {
            Name = "name",
            Version = "version",
            InstanceId = "child",
            Input = "input",
            ClientSpanId = "span",
            Tags = Tags,
        },
        nameof(SubOrchestrationInstanceFailedEvent) =>
            new SubOrchestrationInstanceFailedEvent(3, 7, "reason", "details", Failure),
        nameof(TaskCompletedEvent) => new TaskCompletedEvent(3, 7, "result"),
        nameof(TaskFailedEvent) => new TaskFailedEvent(3, 7, "reason", "details", Failure),
        nameof(TaskScheduledEvent) =>
            new TaskScheduledEvent(3, "name", "version", "input") { ParentTraceContext = Trace, Tags = Tags },
        nameof(TimerCreatedEvent) => new TimerCreatedEvent(3, Time),
        nameof(TimerFiredEvent) => new TimerFiredEvent(3, Time) { TimerId = 7 },
        _ => Minimal(type),
    };

    private static ExecutionStartedEvent Started() => new(3, "input")
    {
        OrchestrationInstance = Instance,
        ParentInstance = new ParentInstance
        {
            Name = "parent",
            Version = "version",
            TaskScheduleId = 7,
            OrchestrationInstance = Instance,
        },
        Name = "name",
        Version = "version",
        Tags = Tags,
        Correlation = "correlation",
        ParentTraceContext = Trace,
        ScheduledStartTime = Time,
        Generation = 2,
        GenerateNewTrace = true,
    };

    private static OrchestrationState State() => new()
    {
        OrchestrationStatus = OrchestrationStatus.Suspended,
        CreatedTime = Time,
        LastUpdatedTime = Time.AddSeconds(1),
        CompletedTime = DateTime.MaxValue,
        Name = "name",
        Version = "version",
        Input = "input",
        Output = "output",
        Status = "status",
        Size = 1,
        CompressedSize = 2,
        Generation = 0,
        OrchestrationInstance = Instance,
        Tags = Tags,
        ScheduledStartTime = Time,
        FailureDetails = Failure,
    };
}
