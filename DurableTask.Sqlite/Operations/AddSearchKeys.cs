using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Stores the search keys of a page of instances that lacked them.</summary>
/// <param name="page">The instances, the newest first.</param>
/// <param name="backlog">The last row whose keys may be missing after this page; 0 for none.</param>
internal sealed class AddSearchKeys(IReadOnlyList<KeyedRow> page, long backlog) : WriteOperation
{
    public override void Execute(WriterStatements statements)
    {
        foreach (var row in page)
            statements.Search.Add(row);
        statements.Search.ShortenBacklog(backlog);
    }

    public override void Publish()
    {
        // Search keys are not kept in memory.
    }
}
