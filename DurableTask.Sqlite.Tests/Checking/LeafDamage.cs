using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>DamageCount a leaf of a store that may be open. Whoever reads it from now on finds the damage, until it is disposed of.</summary>
internal sealed class LeafDamage : IDisposable
{
    private readonly StoreFile.Restored _before;

    /// <param name="path">The store.</param>
    /// <param name="tree">The table or index.</param>
    /// <param name="number">Which of the leaves.</param>
    /// <param name="holding">Instead: the first leaf that holds this number.</param>
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
        // After another connection's commit nobody relies on what he has in memory.
        database.Execute("UPDATE owner SET pid = pid");
    }

    /// <summary>What was on the leaf, of a table.</summary>
    public IReadOnlyList<long> Keys { get; }

    public void Dispose() => _before.Dispose();
}
