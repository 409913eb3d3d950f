using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Episodes;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Searching;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// The result of one run of an orchestrator, encoded on the dispatcher's thread. <see cref="CompleteEpisode"/> writes
/// it.
/// </summary>
internal sealed class Episode
{
    public Episode(
        InstanceEntry entry, EpisodeResult result, DateTime now, Func<OrchestrationState, SearchKeys?>? keysOf = null)
    {
        var runtime = result.Runtime;
        Entry = entry;
        Runtime = runtime;
        Now = now;
        IsContinued = result.Original.ExecutionStartedEvent is { } before
            && before.OrchestrationInstance.ExecutionId != runtime.OrchestrationInstance!.ExecutionId;
        EventClock.Stamp(runtime.NewEvents, result.NewMessages, now);
        EventClock.Stamp(result.Instances, now);

        if (IsContinued)
        {
            Start = StartCodec.Encode(new TaskMessage
            {
                Event = runtime.ExecutionStartedEvent,
                OrchestrationInstance = runtime.OrchestrationInstance,
            });
        }

        History = HistoryCodec.Encode(
            runtime.NewEvents, runtime.ExecutionStartedEvent, HasEnded ? runtime.ExecutionCompletedEvent : null);
        Failure = FailureBody.Encode(runtime.FailureDetails);
        Tasks = [.. result.Activities.Select(message => new OutboundMessage(message))];
        (Instances, Starts) = Split(result.Instances, now, keysOf);
        Timers = HasEnded ? [] : [.. EpisodeTimers.Created(result.Timers, runtime, entry.Row)];
        StaleTimers = HasEnded || IsContinued ? [.. EpisodeTimers.Pending(result.Original, entry.Row)] : [];
        Keys = keysOf?.Invoke(FinalState.Of(this));
        Bytes = History.Length + (Start?.Length ?? 0) + Tasks.Concat(Instances).Sum(
            message => (long)message.Body.Length)
            + Starts.Sum(start => (long)start.Instance.Body.Length);
    }

    public InstanceEntry Entry { get; }

    public OrchestrationRuntimeState Runtime { get; }

    public DateTime Now { get; }

    /// <summary>Whether the instance continues as a new execution, with a new history.</summary>
    public bool IsContinued { get; }

    public bool HasEnded => Runtime.OrchestrationStatus.IsFinal();

    public byte[] History { get; }

    public byte[]? Start { get; }

    public byte[]? Failure { get; }

    public IReadOnlyList<OutboundMessage> Tasks { get; }

    public IReadOnlyList<OutboundMessage> Instances { get; }

    public IReadOnlyList<InstanceStart> Starts { get; }

    public IReadOnlyList<DueTimer> Timers { get; }

    public IReadOnlyList<DueTimer> StaleTimers { get; }

    /// <summary>The new search keys of the instance; null for none.</summary>
    public SearchKeys? Keys { get; }

    /// <summary>The bytes of all bodies.</summary>
    public long Bytes { get; }

    private static (List<OutboundMessage> Messages, List<InstanceStart> Starts) Split(
        IEnumerable<TaskMessage> messages, DateTime now, Func<OrchestrationState, SearchKeys?>? keysOf)
    {
        var result = (Messages: new List<OutboundMessage>(), Starts: new List<InstanceStart>());
        foreach (var message in messages)
        {
            if (message.Event is ExecutionStartedEvent)
                result.Starts.Add(new InstanceStart(message, now, keysOf));
            else
                result.Messages.Add(new OutboundMessage(message));
        }

        return result;
    }
}
