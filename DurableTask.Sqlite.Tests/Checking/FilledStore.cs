using System.Buffers.Binary;
using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>
/// A store in which each table and index, but for the table of one row, has pages above its leaves, and in which pages
/// are free.
/// </summary>
internal sealed class FilledStore
{
    public const int PageSize = 4096;

    private readonly string _path;

    public FilledStore(string path)
    {
        _path = path;
        using (Store.Open(path, mostRunning: 1))
        {
        }

        using var database = SqliteDatabase.Open(path, create: false);
        database.Execute("""
            PRAGMA synchronous = OFF;
            CREATE TEMP TABLE n AS WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 3000)
                SELECT i FROM c;
            INSERT INTO instances (row, id, name, status, created, updated, custom_status)
                SELECT i, hex(randomblob(16)), 'Any', 6, i, i, hex(randomblob(100)) FROM n;
            INSERT INTO history SELECT i, randomblob(200) FROM n;
            INSERT INTO inbox SELECT i, i, randomblob(200) FROM n;
            INSERT INTO tasks (seq, row, body) SELECT i, i, randomblob(200) FROM n;
            INSERT INTO timers SELECT i, i, 1 FROM n;
            INSERT INTO owner SELECT i FROM n;
            DELETE FROM history WHERE key < 500;
            """);
        Trees = Roots(database);
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Names and root pages.</summary>
    public IReadOnlyList<(string Name, uint Root)> Trees { get; }

    /// <summary>Changes a page of the file; the result changes it back.</summary>
    public Restored Damage(uint page, Action<Span<byte>> damage)
    {
        using var file = File.Open(_path, FileMode.Open, FileAccess.ReadWrite);
        var before = new byte[PageSize];
        var at = (page - 1) * (long)PageSize;
        RandomAccess.Read(file.SafeFileHandle, before, at);
        var after = (byte[])before.Clone();
        damage(after);
        Assert.NotEqual(before, after);
        RandomAccess.Write(file.SafeFileHandle, after, at);
        return new Restored(_path, at, before);
    }

    public TreePage Read(uint page)
    {
        using var file = File.OpenRead(_path);
        var bytes = new byte[PageSize];
        RandomAccess.Read(file.SafeFileHandle, bytes, (page - 1) * (long)PageSize);
        return TreePage.TryRead(bytes, page, PageSize)!.Value;
    }

    /// <summary>The root and the pages under it that are not leaves.</summary>
    public IEnumerable<uint> Inner(uint root) =>
        Read(root).IsLeaf ? [] : Read(root).Children().SelectMany(Inner).Prepend(root);

    /// <summary>One that is neither the first nor the last.</summary>
    public uint Leaf(uint root) => Read(root).IsLeaf ? root : Leaf(Read(root).Children().ElementAt(1));

    public uint Header(int at)
    {
        using var file = File.OpenRead(_path);
        var bytes = new byte[4];
        RandomAccess.Read(file.SafeFileHandle, bytes, at);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static List<(string, uint)> Roots(SqliteDatabase database)
    {
        using var statement = database.Prepare("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0");
        var roots = new List<(string, uint)>();
        while (statement.Step())
            roots.Add((statement.Text(0)!, (uint)statement.Number(1)));
        return roots;
    }

    public sealed class Restored(string path, long at, byte[] before) : IDisposable
    {
        public void Dispose()
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.Write(file.SafeFileHandle, before, at);
        }
    }
}
