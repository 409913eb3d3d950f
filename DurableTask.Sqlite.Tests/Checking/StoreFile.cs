using System.Buffers.Binary;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>The pages of a store's file, to be looked at and damaged while nobody has it open.</summary>
internal class StoreFile(string path)
{
    public const int PageSize = 4096;

    /// <summary>Makes the store so large that a start looks at a part of it alone.</summary>
    public static void MakeLarge(SqliteDatabase database) =>
        database.Execute("INSERT INTO history VALUES (0, zeroblob(70000000)); PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Changes a page of the file; the result changes it back.</summary>
    public Restored Damage(uint page, Action<Span<byte>> damage)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        var before = new byte[PageSize];
        var at = (page - 1) * (long)PageSize;
        RandomAccess.Read(file.SafeFileHandle, before, at);
        var after = (byte[])before.Clone();
        damage(after);
        Assert.NotEqual(before, after);
        RandomAccess.Write(file.SafeFileHandle, after, at);
        return new Restored(path, at, before);
    }

    public TreePage Read(uint page) => TreePage.TryRead(ReadBytes(page), page, PageSize)!.Value;

    /// <summary>The root and the pages under it that are not leaves.</summary>
    public IEnumerable<uint> Inner(uint root) =>
        Read(root).IsLeaf ? [] : Read(root).Children().SelectMany(Inner).Prepend(root);

    public IEnumerable<uint> Leaves(uint root) =>
        Read(root).IsLeaf ? [root] : Read(root).Children().SelectMany(Leaves);

    /// <summary>One that is neither the first nor the last.</summary>
    public uint Leaf(uint root) => Read(root).IsLeaf ? root : Leaves(root).ElementAt(1);

    public bool Holds(uint page, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return ReadBytes(page).AsSpan().IndexOf(bytes) >= 0;
    }

    /// <summary>The keys that are stored in a leaf of a table.</summary>
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

    public uint Header(int at)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[4];
        RandomAccess.Read(file.SafeFileHandle, bytes, at);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
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
