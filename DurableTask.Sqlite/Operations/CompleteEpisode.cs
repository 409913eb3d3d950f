using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Episodes;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Stores the end of an episode in one transaction: adds its history, state, activities, messages and timers, and
/// deletes the messages that it took.
/// </summary>
internal sealed class CompleteEpisode(
    Episode episode, InstanceTable instances, ActivityQueue activities, InstanceWaits waits) : WriteOperation
{
    // The episode's number. It is read once, since the entry counts the episode as soon as it is published.
    private readonly int _number = episode.IsContinued ? 1 : episode.Entry.Episodes + 1;
    private readonly MessageTargets _targets = new(instances);
    private readonly List<ActivityEntry> _tasks = [];
    private readonly List<(long Row, InstanceStart Start)> _started = [];
    private readonly List<long> _replaced = [];
    private bool _isGone;

    public override long Bytes => episode.Bytes;

    public override void Execute(WriterStatements statements)
    {
        _targets.Clear();
        _tasks.Clear();
        _started.Clear();
        _replaced.Clear();

        var (row, runtime, now) = (episode.Entry.Row, episode.Runtime, episode.Now.Ticks);
        var (status, customStatus) = (runtime.OrchestrationStatus, runtime.Status);
        _isGone = episode.HasEnded
            ? !statements.Instances.End(
                row, new EndedInstance(runtime.Name, status, now, customStatus, runtime.Output, episode.Failure))
            : !statements.Instances.Update(row, status, now, customStatus);
        if (_isGone)
            return;

        if (episode.Keys is { } keys)
            statements.Search.Set(row, keys);
        if (episode.Entry.CrashCount > 0)
            statements.Instances.ClearCrashCount(row);
        if (episode.IsContinued)
        {
            statements.Instances.Restart(
                row, runtime.OrchestrationInstance!.ExecutionId, runtime.Name, now, episode.Start!);
        }
        statements.Instances.InsertHistory(row, _number, episode.History);
        if (episode.HasEnded)
            statements.Queues.DeleteMessages(row, long.MaxValue);
        else if (episode.Entry.TakenUpTo > 0)
            statements.Queues.DeleteMessages(row, episode.Entry.TakenUpTo);

        foreach (var timer in episode.StaleTimers)
            statements.Timers.Delete(timer);
        foreach (var timer in episode.Timers)
            statements.Timers.Insert(timer.Due, timer.Row, timer.Timer);
        foreach (var task in episode.Tasks)
            _tasks.Add(new ActivityEntry(statements.Queues.InsertTask(row, task.Body), row, task.RetainedMessage));
        foreach (var start in episode.Starts)
            StartInstance(statements, start);
        foreach (var message in episode.Instances)
            _targets.Deliver(statements, message);
    }

    public override void Publish()
    {
        if (_isGone || episode.HasEnded)
            instances.Remove(episode.Entry);
        else
            Advance();

        _tasks.ForEach(activities.OnCommitted);
        _replaced.ForEach(instances.OnDeleted);
        foreach (var (row, start) in _started)
        {
            if (start.Instance.StartAt is null)
                instances.OnCreated(row, start.RetainedMessage, start.Instance.Body.Length);
        }

        _targets.Publish();
        var id = episode.Runtime.OrchestrationInstance!.InstanceId;
        if (_isGone)
            waits.OnGone(id);
        else if (episode.HasEnded)
            waits.OnEnded(id, () => FinalState.Of(episode));
        else if (_number == 1)
            waits.Starts.OnChanged(id);
    }

    public override void Fail(Exception error) => episode.Entry.OnFailed(error);

    public override string ToString() =>
        $"an episode of the instance '{episode.Runtime.OrchestrationInstance!.InstanceId}'";

    private void Advance()
    {
        // The state object is kept: a new one would read its whole history into its lists again.
        var runtime = episode.Runtime;
        foreach (var @event in runtime.NewEvents)
            runtime.PastEvents.Add(@event);
        runtime.NewEvents.Clear();
        var before = episode.IsContinued ? 0 : episode.Entry.Bytes;
        instances.Advance(episode.Entry, runtime, _number, before + episode.History.Length);
    }

    // An instance that has ended is replaced by a new one of its id; an active one is not. Where nothing is started,
    // the parent is notified.
    private void StartInstance(WriterStatements statements, InstanceStart start)
    {
        if (start.Error is { } error)
        {
            Reject(statements, start, error);
            return;
        }

        if (statements.Instances.TryInsert(start.Instance) is not { } row)
        {
            var existing = statements.Instances.Find(start.Instance.Id)!.Value;
            if (!existing.HasEnded)
            {
                Reject(statements, start, $"An orchestration with the id '{start.Instance.Id}' is under way already.");
                return;
            }

            statements.Instances.Delete(existing.Row);
            _replaced.Add(existing.Row);
            row = statements.Instances.TryInsert(start.Instance)!.Value;
        }

        _started.Add((row, start));
    }

    private void Reject(WriterStatements statements, InstanceStart start, string reason)
    {
        if (((ExecutionStartedEvent)start.Message.Event).ParentInstance is not { } parent)
            return;

        var type = start.Error is null ? "OrchestrationAlreadyExists" : "InvalidOrchestration";
        var failure = new FailureDetails(type, reason, null, null, isNonRetriable: true);
        var message = ParentMessage.Failed(parent, reason, failure);
        message.Event.Timestamp = episode.Now;
        _targets.Deliver(statements, new OutboundMessage(message));
    }
}
