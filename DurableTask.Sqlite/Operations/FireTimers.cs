using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Turns a page of due timers into messages, and scheduled starts into starts. If one of them meets damage, all fail;
/// that timer is then set aside, and the others fire next.
/// </summary>
internal sealed class FireTimers(TimeProvider time, InstanceTable instances, TimerPump timers) : WriteOperation
{
    private const int MaxPage = 1_000;

    private readonly List<(long Row, InboxMessage Message)> _fired = [];
    private readonly List<long> _started = [];
    private SetAsideTimers? _setAside;
    private DueTimer? _current;

    public override void Execute(WriterStatements statements)
    {
        _fired.Clear();
        _started.Clear();
        (_setAside, _current) = (statements.Timers.SetAside, null);
        var now = time.GetUtcNow().UtcDateTime;
        _setAside.Release(now);
        // At most as many as memory has room for: a timer that stays in the file needs none. Nothing else uses this
        // room.
        var page = Math.Min(instances.Timers.Room, MaxPage);
        foreach (var timer in statements.Timers.Due(now.Ticks, page))
        {
            _current = timer;
            Fire(statements, timer, now);
        }
    }

    public override void Publish()
    {
        foreach (var (row, message) in _fired)
            instances.OnTimerFired(row, message);
        _started.ForEach(instances.OnStartDue);
        timers.OnFired();
    }

    public override void Fail(Exception error)
    {
        var isDamage = StoreErrors.IsDamage(error);
        if (isDamage && _current is { } timer && _setAside!.TryAdd(timer, time.GetUtcNow().UtcDateTime))
            timers.OnFired();
        else
            timers.OnFireFailed(isDamage ? Backoff.MaxPause : Backoff.Pause);
    }

    public override string ToString() =>
        _current is { } timer ? $"the due timer of the instance in row {timer.Row}" : "due timers";

    private void Fire(WriterStatements statements, DueTimer timer, DateTime now)
    {
        statements.Timers.Delete(timer);
        // The instance of the timer may have been deleted.
        if (statements.Instances.Identify(timer.Row) is not { } instance)
            return;

        if (timer.Timer == NewInstance.StartTimer)
        {
            statements.Instances.ReleaseStart(timer.Row);
            _started.Add(timer.Row);
        }
        else
        {
            var message = Fired(timer, instance, now);
            var body = MessageCodec.Encode(message);
            var sequence = statements.Queues.InsertMessage(timer.Row, body);
            _fired.Add((timer.Row, new InboxMessage(sequence, message, body.Length)));
        }
    }

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
