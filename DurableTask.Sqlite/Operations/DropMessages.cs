using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Deletes the messages of a work item that the dispatcher discarded.</summary>
internal sealed class DropMessages(InstanceEntry entry, InstanceTable instances) : WriteOperation
{
    public override void Execute(WriterStatements statements) =>
        statements.Queues.DeleteMessages(entry.Row, entry.TakenUpTo);

    public override void Publish() => instances.Evict(entry);

    public override void Fail(Exception error) => entry.OnFailed(error);

    public override string ToString() => $"messages that the instance in row {entry.Row} can't take";
}
