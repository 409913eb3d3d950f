using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Episodes;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <summary>Chooses at random what orchestrators and clients do.</summary>
internal sealed class RandomEpisodes(Random random, TimeProvider time)
{
    private static readonly string[] Ids = ["a", "b", "c", "d"];
    private static readonly string Large = new('x', RetainedMessage.MaxBody);

    private int _number;

    public string Id => Ids[random.Next(Ids.Length)];

    /// <summary>From then on, only what ends all instances.</summary>
    public bool IsEnding { get; set; }

    private DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    public TaskMessage Start(int mostSecondsAhead)
    {
        var instance = new OrchestrationInstance { InstanceId = Id, ExecutionId = $"{++_number}" };
        return new TaskMessage
        {
            OrchestrationInstance = instance,
            Event = new ExecutionStartedEvent(-1, random.Next(10) == 0 ? Large : "")
            {
                Name = "Any",
                OrchestrationInstance = instance,
                ScheduledStartTime = random.Next(mostSecondsAhead + 1) is var ahead and > 0 ? UtcNow.AddSeconds(ahead) : null,
            },
        };
    }

    public TaskMessage Event() => new()
    {
        OrchestrationInstance = new OrchestrationInstance { InstanceId = Id },
        Event = new EventRaisedEvent(-1, random.Next(10) == 0 ? Large : "") { Name = $"{++_number}" },
    };

    /// <summary>Creates an episode as the framework's dispatcher does.</summary>
    public EpisodeResult Episode(OrchestrationRuntimeState runtime, List<TaskMessage> messages)
    {
        var isStart = messages[0].Event is ExecutionStartedEvent;
        runtime.AddEvent(new OrchestratorStartedEvent(-1) { Timestamp = UtcNow });
        messages.ForEach(message => runtime.AddEvent(message.Event));
        Assert.NotNull(runtime.ExecutionStartedEvent);

        var mostWork = IsEnding && !isStart ? 0 : 3;
        var activities = Some(mostWork).Select(_ => Activity(runtime)).ToList();
        var timers = Some(mostWork).Select(_ => Timer(runtime)).ToList();
        var instances = Some(mostWork - 1).Select(_ => random.Next(3) == 0 ? Start(0) : Event()).ToList();
        if (random.Next(6) == 0)
            runtime.AddEvent(new ExecutionCompletedEvent(++_number, "", OrchestrationStatus.Completed));
        runtime.AddEvent(new OrchestratorCompletedEvent(-1));
        return new EpisodeResult(runtime, runtime, messages, activities, instances, timers);
    }

    public static TaskMessage Result(TaskMessage activity) => new()
    {
        OrchestrationInstance = activity.OrchestrationInstance,
        Event = new TaskCompletedEvent(-1, activity.Event.EventId, ""),
    };

    private IEnumerable<int> Some(int most) => Enumerable.Range(0, random.Next(Math.Max(0, most) + 1));

    private TaskMessage Activity(OrchestrationRuntimeState runtime)
    {
        var scheduled = new TaskScheduledEvent(++_number, "Any") { Input = random.Next(10) == 0 ? Large : "" };
        runtime.AddEvent(scheduled);
        return new TaskMessage { OrchestrationInstance = runtime.OrchestrationInstance, Event = scheduled };
    }

    private TaskMessage Timer(OrchestrationRuntimeState runtime)
    {
        var due = UtcNow.AddSeconds(random.Next(4));
        runtime.AddEvent(new TimerCreatedEvent(++_number, due));
        return new TaskMessage
        {
            OrchestrationInstance = runtime.OrchestrationInstance,
            Event = new TimerFiredEvent(-1, due) { TimerId = _number },
        };
    }
}
