using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Tests.Writing;

/// <summary>A write of any SQL, which records when it is executed (E) and published (P).</summary>
internal sealed class TestWrite(string sql, SqliteDatabase database, List<char> steps) : WriteOperation
{
    public ManualResetEventSlim? Gate { get; init; }

    public int BodyBytes { get; init; }

    public override long Bytes => BodyBytes;

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Execute(WriterStatements statements)
    {
        steps.Add('E');
        Entered.TrySetResult();
        Gate?.Wait(TimeSpan.FromMinutes(1));
        database.Execute(sql);
    }

    public override void Publish() => steps.Add('P');
}
