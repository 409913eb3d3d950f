using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>A write that changes nothing.</summary>
internal sealed class CheckWritable : WriteOperation
{
    public override void Execute(WriterStatements statements) => statements.WriteNothing();

    public override void Publish()
    {
        // Nothing has changed.
    }
}
