using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Deletes everything. Work items that are under way find their instances gone.</summary>
internal sealed class ClearStore : WriteOperation
{
    public override void Execute(WriterStatements statements) => statements.DeleteAll();

    public override void Publish()
    {
    }
}
