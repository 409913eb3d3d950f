using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Operations;

/// <summary>Gives a page of instances their keys, from the newest of the backlog on.</summary>
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
        // Nothing in memory knows of keys.
    }
}
