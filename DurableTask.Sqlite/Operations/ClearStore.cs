using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Deletes everything, in the file and in memory. Work items that are under way find their instances gone.
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
