using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <summary>An operation that calls back before it is published.</summary>
internal sealed class Published(WriteOperation operation, Action before) : WriteOperation
{
    public override void Execute(WriterStatements statements) => operation.Execute(statements);

    public override void Publish()
    {
        before();
        operation.Publish();
    }

    public override void Fail(Exception error) => operation.Fail(error);
}
