using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Records the result of an activity: deletes the activity and sends the message to its orchestration, in one
/// transaction. If the activity is gone, its result was recorded before, and this one is dropped.
/// </summary>
internal sealed class CompleteActivity(
    ActivityEntry activity, OutboundMessage response, InstanceTable instances, ActivityQueue activities)
    : WriteOperation
{
    private long? _sequence;
    private bool _isDropped;

    public override long Bytes => response.Body.Length;

    public override string ToString() => $"the result of an activity of the instance in row {activity.Row}";

    public override void Execute(WriterStatements statements)
    {
        var isNew = statements.Queues.DeleteTask(activity.Sequence);
        _sequence = isNew ? statements.Queues.TryInsertMessage(activity.Row, response.Body) : null;
        _isDropped = isNew && _sequence is null;
    }

    public override void Publish()
    {
        if (_sequence is { } sequence)
            instances.OnDelivered(activity.Row, new InboxMessage(sequence, response.Message, response.Body.Length));
        else if (_isDropped)
            instances.OnDropped(response.Message);
        activities.Complete(activity);
    }
}
