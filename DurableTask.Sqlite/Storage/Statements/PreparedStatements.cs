using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>Prepares statements and disposes them together.</summary>
internal sealed class PreparedStatements(SqliteDatabase database) : IDisposable
{
    private readonly List<SqliteStatement> _all = [];

    public SqliteStatement Add(string sql)
    {
        var statement = database.Prepare(sql);
        _all.Add(statement);
        return statement;
    }

    public void Dispose() => _all.ForEach(statement => statement.Dispose());
}
