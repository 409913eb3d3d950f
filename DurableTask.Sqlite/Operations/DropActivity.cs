using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Deletes an activity whose result no instance takes any more.</summary>
internal sealed class DropActivity(ActivityEntry activity, ActivityQueue activities) : WriteOperation
{
    public override string ToString() => $"the end of an activity of the instance in row {activity.Row}";

    public override void Execute(WriterStatements statements) => statements.Queues.DeleteTask(activity.Sequence);

    public override void Publish() => activities.Complete(activity);
}
