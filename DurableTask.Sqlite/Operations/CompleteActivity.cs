using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// An activity's result: the activity goes out and the message to its orchestration goes in, in one transaction. One
/// whose activity is gone has been recorded before, and is dropped.
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
