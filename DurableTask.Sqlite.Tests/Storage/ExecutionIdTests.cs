using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Tests.Storage;

public sealed class ExecutionIdTests
{
    [Theory]
    [InlineData("0918cce3696e45b38a9a4a4de2b78758", "blob")]
    [InlineData("0918CCE3696e45b38a9a4a4de2b78758", "text")]
    [InlineData("0918cce3-696e-45b3-8a9a-4a4de2b78758", "text")]
    [InlineData(" 918cce3696e45b38a9a4a4de2b78758", "text")]
    [InlineData("one", "text")]
    [InlineData("", "text")]
    [InlineData(null, "null")]
    public void Read_AnyIdThatWasBound_IsTheSame(string? id, string type)
    {
        using var database = SqliteDatabase.Open(":memory:", create: true);
        database.Execute("CREATE TABLE t (id TEXT)");
        using (var insert = database.Prepare("INSERT INTO t VALUES (?1)"))
            ExecutionId.Bind(insert, 1, id).Execute();

        using var select = database.Prepare("SELECT id, typeof(id) FROM t");
        Assert.True(select.Step());
        Assert.Equal((id, type), (ExecutionId.Read(select, 0), select.Text(1)));
    }
}
