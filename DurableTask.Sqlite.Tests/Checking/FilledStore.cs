using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Files;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>
/// A store with free pages, in which each table and index, except those of one row, has interior pages.
/// </summary>
internal sealed class FilledStore : StoreFile
{
    public FilledStore(string path)
        : base(path)
    {
        using (Store.Open(path, maxRunning: 1))
        {
        }

        using var database = SqliteDatabase.Open(path, create: false);
        database.Execute("""
            PRAGMA synchronous = OFF;
            CREATE TEMP TABLE n AS WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 3000)
                SELECT i FROM c;
            INSERT INTO instances (row, id, name, status, created, updated, custom_status, search_group, search_state, search_time)
                SELECT i, hex(randomblob(16)), 'Any', 6, i, i, hex(randomblob(100)), 'a group', 'a state', i FROM n;
            INSERT INTO history SELECT i, randomblob(200) FROM n;
            INSERT INTO inbox SELECT i, i, randomblob(200) FROM n;
            INSERT INTO tasks (seq, row, body) SELECT i, i, randomblob(200) FROM n;
            INSERT INTO timers SELECT i, i, 1 FROM n;
            INSERT INTO deaths SELECT i, 1 FROM n;
            INSERT INTO owner SELECT i FROM n;
            DELETE FROM history WHERE key < 500;
            """);
        Trees = Roots(database);
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Names and root pages.</summary>
    public IReadOnlyList<(string Name, uint Root)> Trees { get; }

    private static List<(string, uint)> Roots(SqliteDatabase database)
    {
        using var statement = database.Prepare("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0");
        var roots = new List<(string, uint)>();
        while (statement.Step())
            roots.Add((statement.Text(0)!, (uint)statement.Number(1)));
        return roots;
    }
}
