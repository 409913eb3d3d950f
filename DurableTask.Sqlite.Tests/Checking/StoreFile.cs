using System.Buffers.Binary;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>Reads and overwrites pages of a store's file directly, bypassing SQLite.</summary>
internal class StoreFile(string path)
{
    public const int PageSize = 4096;

    /// <summary>Grows the store beyond the 64 MiB up to which a start checks every page.</summary>
    public static void MakeLarge(SqliteDatabase database) =>
        database.Execute("INSERT INTO history VALUES (0, zeroblob(70000000)); PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Returns the root page of a table or an index.</summary>
    public uint RootOf(string name)
    {
        using var database = SqliteDatabase.Open(path, create: false);
        return (uint)database.ReadNumber($"SELECT rootpage FROM sqlite_schema WHERE name = '{name}'");
    }

    /// <summary>Overwrites a page. Disposing the result restores it.</summary>
    public PageRestorer Damage(uint page, Action<Span<byte>> damage)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        var before = new byte[PageSize];
        var offset = (page - 1) * (long)PageSize;
        RandomAccess.Read(file.SafeFileHandle, before, offset);
        var after = (byte[])before.Clone();
        damage(after);
        Assert.NotEqual(before, after);
        RandomAccess.Write(file.SafeFileHandle, after, offset);
        return new PageRestorer(path, offset, before);
    }

    public TreePage Read(uint page) => TreePage.TryRead(ReadBytes(page), page, PageSize)!.Value;

    public IEnumerable<uint> Leaves(uint root) =>
        Read(root).IsLeaf ? [root] : Read(root).Children().SelectMany(Leaves);

    /// <summary>Returns the second leaf, or the root if it is a leaf.</summary>
    public uint Leaf(uint root) => Read(root).IsLeaf ? root : Leaves(root).ElementAt(1);

    public bool Holds(uint page, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return ReadBytes(page).AsSpan().IndexOf(bytes) >= 0;
    }

    /// <summary>Returns the keys of the rows in a leaf of a table.</summary>
    public List<long> Keys(uint leaf) => Read(leaf).Rows().Select(Key).ToList();

    private static long Key(ReadOnlyMemory<byte> row)
    {
        _ = Varint.Read(row.Span, out var length);
        return Varint.Read(row.Span[length..], out _);
    }

    private byte[] ReadBytes(uint page)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[PageSize];
        RandomAccess.Read(file.SafeFileHandle, bytes, (page - 1) * (long)PageSize);
        return bytes;
    }

    public sealed class PageRestorer(string path, long offset, byte[] before) : IDisposable
    {
        public void Dispose()
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.Write(file.SafeFileHandle, before, offset);
        }
    }
}
