using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Deletes a page of instances that have ended. Active instances are kept.</summary>
internal sealed class PurgeInstances(
    IReadOnlyList<StoredInstance> page, bool isLast, InstanceTable instances, InstanceWaits waits) : WriteOperation
{
    private readonly List<StoredInstance> _deleted = [];

    /// <summary>The number of deleted instances, once the operation's task has ended.</summary>
    public int Deleted => _deleted.Count;

    public override bool FreesMoreSoon => !isLast;

    public override void Execute(WriterStatements statements)
    {
        _deleted.Clear();
        foreach (var instance in page)
        {
            if (statements.Instances.TryDeleteEnded(instance.Row))
                _deleted.Add(instance);
        }
    }

    public override void Publish()
    {
        foreach (var (row, id) in _deleted)
        {
            instances.OnDeleted(row);
            waits.OnGone(id);
        }
    }
}
