using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Deletes a page of instances that have ended. One that is under way is left alone.</summary>
internal sealed class PurgeInstances(
    IReadOnlyList<string> ids, InstanceTable instances, InstanceWaits waits) : WriteOperation
{
    private readonly List<(long Row, string Id)> _deleted = [];

    /// <summary>How many it deleted, once its task has ended.</summary>
    public int Deleted => _deleted.Count;

    public override void Execute(WriterStatements statements)
    {
        _deleted.Clear();
        foreach (var id in ids)
        {
            if (statements.Find(id) is not { HasEnded: true } instance)
                continue;
            statements.DeleteInstance(instance.Row);
            _deleted.Add((instance.Row, id));
        }
    }

    public override void Publish()
    {
        foreach (var (row, id) in _deleted)
        {
            instances.Deleted(row);
            waits.Gone(id);
        }
    }
}
