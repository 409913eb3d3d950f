using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>Overwrites a leaf page of a store, which may be open. Reads of the page fail until this object is disposed.</summary>
internal sealed class LeafDamage : IDisposable
{
    private readonly StoreFile.PageRestorer _before;

    /// <param name="path">The store.</param>
    /// <param name="tree">The table or index.</param>
    /// <param name="number">The zero-based index of the leaf; ignored if <paramref name="holding"/> is set.</param>
    /// <param name="holding">If set, damages the first leaf that contains this value instead.</param>
    public LeafDamage(string path, string tree, int number = 1, long? holding = null)
    {
        using var database = SqliteDatabase.Open(path, create: false);
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(0, new FileInfo(path + "-wal").Length);
        var root = (uint)database.ReadNumber($"SELECT rootpage FROM sqlite_schema WHERE name = '{tree}'");
        var store = new StoreFile(path);
        var leaf = holding is { } value
            ? store.Leaves(root).First(leaf => store.Holds(leaf, value))
            : store.Leaves(root).ElementAt(number);
        Keys = store.Read(leaf).IsTable ? store.Keys(leaf) : [];
        _before = store.Damage(leaf, bytes => bytes.Fill(0x55));
        // A commit by another connection invalidates the page caches of the open ones.
        database.Execute("UPDATE owner SET pid = pid");
    }

    /// <summary>The row keys that the leaf held; empty for an index.</summary>
    public IReadOnlyList<long> Keys { get; }

    public void Dispose() => _before.Dispose();
}
