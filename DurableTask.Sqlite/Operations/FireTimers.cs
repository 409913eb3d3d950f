using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Turns a page of due timers into messages, and scheduled starts into starts.</summary>
internal sealed class FireTimers(TimeProvider time, InstanceTable instances, TimerPump timers) : WriteOperation
{
    private const int LargestPage = 1_000;

    private readonly MessageTargets _targets = new(instances);
    private readonly List<long> _started = [];

    public override void Execute(WriterStatements statements)
    {
        _targets.Clear();
        _started.Clear();
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var timer in statements.DueTimers(now.Ticks, LargestPage))
        {
            statements.DeleteTimer(timer);
            // The timers of a deleted instance find it gone.
            if (statements.Identify(timer.Row) is not { } instance)
                continue;

            if (timer.Timer == NewInstance.StartTimer)
            {
                statements.ReleaseStart(timer.Row);
                _started.Add(timer.Row);
            }
            else
            {
                var fired = new OutboundMessage(Fired(timer, instance, now));
                _targets.Delivered(timer.Row, statements.InsertMessage(timer.Row, fired.Body), fired);
            }
        }
    }

    public override void Publish()
    {
        _targets.Publish();
        foreach (var row in _started)
            instances.Found(row);
        timers.Fired();
    }

    public override void Fail() => timers.FireFailed();

    private static TaskMessage Fired(DueTimer timer, OrchestrationInstance instance, DateTime now) => new()
    {
        OrchestrationInstance = instance,
        Event = new TimerFiredEvent(-1, new DateTime(timer.Due, DateTimeKind.Utc))
        {
            TimerId = timer.Timer,
            Timestamp = now,
        },
    };
}
