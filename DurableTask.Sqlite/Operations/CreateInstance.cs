using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Creates an instance for a client. One with the same id is replaced, unless its status forbids it.</summary>
internal sealed class CreateInstance(
    InstanceStart start, OrchestrationStatus[] refused, InstanceTable instances, InstanceWaits waits)
    : WriteOperation
{
    private long? _row;
    private long? _replaced;
    private OrchestrationStatus _existing;

    public override long Bytes => start.Instance.Body.Length;

    public override void Execute(WriterStatements statements)
    {
        _replaced = null;
        _row = statements.Instances.TryInsert(start.Instance) ?? TryReplace(statements);
    }

    public override void Publish()
    {
        if (_row is not { } row)
        {
            // Not an error of the store: the other operations of the batch continue.
            TrySetException(new OrchestrationAlreadyExistsException(
                $"An orchestration with the id '{start.Instance.Id}' exists already; its status is {_existing}."));
            return;
        }

        if (_replaced is { } replaced)
            instances.OnDeleted(replaced);
        if (start.Instance.StartAt is null)
            instances.OnCreated(row, start.RetainedMessage, start.Instance.Body.Length);
        if (_replaced is not null)
            waits.OnGone(start.Instance.Id);
    }

    public override string ToString() => $"the start of '{start.Instance.Id}'";

    private long? TryReplace(WriterStatements statements)
    {
        var existing = statements.Instances.Find(start.Instance.Id)!.Value;
        _existing = existing.Status;
        if (refused.Contains(existing.Status))
            return null;

        statements.Instances.Delete(existing.Row);
        _replaced = existing.Row;
        return statements.Instances.TryInsert(start.Instance);
    }
}
