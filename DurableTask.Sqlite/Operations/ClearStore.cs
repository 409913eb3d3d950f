using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Deletes everything, in the file and in memory. The instances of work items under way are then unknown.
/// </summary>
internal sealed class ClearStore(InstanceTable instances, ActivityQueue activities) : WriteOperation
{
    private long _lastSequence;

    public override void Execute(WriterStatements statements)
    {
        statements.DeleteAll();
        _lastSequence = statements.LastSequence;
    }

    public override void Publish()
    {
        instances.OnCleared();
        activities.OnCleared(_lastSequence);
    }
}
