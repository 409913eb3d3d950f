using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite;

/// <content>
/// The framework's dispatcher throws away the activity that it gets in the very moment of its stop, without a word.
/// </content>
public sealed partial class SqliteOrchestrationService
{
    private ActivityWorkItem? _lastActivity;

    private ActivityWorkItem HandOut(ActivityEntry entry, TaskMessage message)
    {
        var item = new ActivityWorkItem(entry, _store.Running.EnterActivity(entry.Sequence))
        {
            Id = entry.Sequence.ToString(CultureInfo.InvariantCulture),
            LockedUntilUtc = DateTime.MaxValue,
        };
        item.TaskMessage = new TaskMessage
        {
            OrchestrationInstance = message.OrchestrationInstance,
            OrchestrationExecutionContext = message.OrchestrationExecutionContext,
            Event = new HandedOutEvent((TaskScheduledEvent)message.Event, () => item.TryBegin()),
        };
        _lastActivity = item;
        return item;
    }

    // The dispatcher takes one after the other, so that only the last can have been thrown away.
    private void PutBackThrownAway()
    {
        if (Interlocked.Exchange(ref _lastActivity, null) is not { } last || !last.TryPutBack())
            return;
        last.Leave(_store.Running);
        _activities.Again(last.Entry);
    }
}
