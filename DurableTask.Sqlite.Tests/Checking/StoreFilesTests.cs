using System.Buffers.Binary;
using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>What is found at the start however large a store is: without SQLite's own look at all of it.</summary>
public sealed class StoreFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FilledStore _store;

    public StoreFilesTests() => _store = new FilledStore(FilePath);

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    public static TheoryData<string> Damages => [.. PageDamage.All.Keys];

    [Theory]
    [MemberData(nameof(Damages))]
    public void Check_InnerPageOfAnyTree_IsRefusedByName(string damage)
    {
        Check();
        foreach (var (name, root) in _store.Trees)
        {
            var inner = _store.Inner(root).ToList();
            Assert.Equal(name is "numbers" or "search_backlog", inner.Count == 0);
            foreach (var page in inner)
            {
                using var damaged = _store.Damage(page, bytes => PageDamage.All[damage](bytes));
                var error = Assert.Throws<InvalidDataException>(Check);
                Assert.EndsWith($", of {name}", error.Message, StringComparison.Ordinal);
            }
        }

        Check();
    }

    [Theory]
    [InlineData("instances")]
    [InlineData("tasks")]
    public void Check_KeysOfATableOutOfOrder_AreRefused(string table)
    {
        var root = _store.Trees.Single(tree => tree.Name == table).Root;
        using var damaged = _store.Damage(root, bytes => (bytes[12], bytes[13], bytes[14], bytes[15]) =
            (bytes[14], bytes[15], bytes[12], bytes[13]));
        Assert.Throws<InvalidDataException>(Check);
    }

    [Fact]
    public void Check_PageOfTheSchema_IsRefused()
    {
        // Its kind, how many cells it has, where they begin and where each is.
        foreach (var at in new[] { 100, 103, 105, 108, 110, 120 })
        {
            using var damaged = _store.Damage(1, bytes => bytes[at] = 0xff);
            Assert.Throws<InvalidDataException>(Check);
        }
    }

    [Fact]
    public void Check_FreePages_AreRefused()
    {
        var trunk = _store.Header(32);
        void Refused(uint page, int at, uint value)
        {
            using var damaged = _store.Damage(page, bytes => BinaryPrimitives.WriteUInt32BigEndian(bytes[at..], value));
            Assert.Throws<InvalidDataException>(Check);
        }

        Refused(1, 32, 0);
        Refused(1, 32, 1_000_000);
        Refused(1, 36, 1);
        Refused(trunk, 0, trunk);
        Refused(trunk, 4, 10_000);
        Refused(trunk, 8, _store.Trees[0].Root);
    }

    [Fact]
    public void Check_FileCutOff_IsRefused()
    {
        var length = new FileInfo(FilePath).Length;
        using (var file = File.Open(FilePath, FileMode.Open))
            file.SetLength(length - StoreFile.PageSize);
        Assert.Throws<InvalidDataException>(Check);
    }

    [Fact]
    public void Check_NewerCopyInTheLog_IsWhatCounts()
    {
        using var database = SqliteDatabase.Open(FilePath, create: false);
        database.Execute("PRAGMA wal_autocheckpoint = 0; UPDATE timers SET timer = 2");
        var copy = new FilledStore(Path.Combine(_folder.Path, "other.db"));
        var timers = copy.Trees.Single(tree => tree.Name == "timers").Root;
        File.Copy(FilePath, FilePath + "-copy");
        File.Copy(FilePath + "-wal", FilePath + "-copy-wal");

        void CheckCopy() => StoreFiles.Check(FilePath + "-copy", SchemaVersions.ApplicationId);
        CheckCopy();
        using (var file = File.Open(FilePath + "-copy", FileMode.Open))
            RandomAccess.Write(file.SafeFileHandle, new byte[StoreFile.PageSize], (timers - 1) * StoreFile.PageSize);
        CheckCopy();
        File.Delete(FilePath + "-copy-wal");
        Assert.Throws<InvalidDataException>(CheckCopy);
    }

    public void Dispose() => _folder.Dispose();

    private void Check() => StoreFiles.Check(FilePath, SchemaVersions.ApplicationId);
}
