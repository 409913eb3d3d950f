using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Peers;

/// <summary>Connections that sync every commit to the disk.</summary>
internal sealed class SynchronousDataSource(string connectionString) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(connectionString);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Open)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000";
                command.ExecuteNonQuery();
            }
        };
        return connection;
    }
}
