using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Checking;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Storage;

/// <summary>Files that are not opened: they stay as they are, and the error says what is wrong.</summary>
public sealed class StoreRefusalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_SqliteFileOfAnotherProgram_StaysByteForByte(bool hasLockFile)
    {
        using (var database = SqliteDatabase.Open(FilePath, create: true))
            database.Execute("CREATE TABLE other (x)");

        AssertForeign("SQLite file of another program", hasLockFile);
    }

    // It has no tables, but its version is not of this library.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(99)]
    public void Open_EmptyDatabaseWithAVersionOfAnotherProgram_StaysByteForByte(int version)
    {
        using (var database = SqliteDatabase.Open(FilePath, create: true))
            database.Execute($"PRAGMA user_version = {version}");

        AssertForeign("SQLite file of another program", hasLockFile: false);
    }

    // SQLite treats a file of one byte as empty.
    [Theory]
    [InlineData("{ \"gateways\": { \"sms\": { \"url\": \"https://sms.example/send\", \"retry\": { \"attempts\": 3 } } } }", 1)]
    [InlineData("[]", 1)]
    [InlineData("SQLite format 2\0", 1)]
    [InlineData("SQLite", 1)]
    [InlineData("\0", 10_000)]
    [InlineData("another format ", 10_000)]
    public void Open_FileThatIsNotOfSqlite_StaysByteForByte(string text, int times)
    {
        foreach (var hasLockFile in new[] { false, true })
        {
            File.WriteAllText(FilePath, string.Concat(Enumerable.Repeat(text, times)));
            AssertForeign("is not a SQLite file", hasLockFile);
        }
    }

    [Fact]
    public async Task Open_EmptyFile_BecomesAStore()
    {
        await File.WriteAllTextAsync(FilePath, "", TestContext.Current.CancellationToken);

        await using var service = Open(FilePath);

        await service.CreateAsync("one");
    }

    // After a crash, a young store is in its log alone.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_CopyWithoutItsLog_IsRefusedUntilTheLogIsThere(bool hasLockFile)
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");
        StoreCopy.Make(hub.Path, FilePath);
        var log = FilePath + "-wal";
        File.Move(log, FilePath + "-elsewhere");
        if (hasLockFile)
            await File.WriteAllTextAsync(FilePath + ".lock", "", TestContext.Current.CancellationToken);
        var before = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);

        for (var i = 0; i < 2; i++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => Open(FilePath));
            Assert.Contains("was copied without its '-wal'", error.Message, StringComparison.Ordinal);
            Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken));
        File.Move(FilePath + "-elsewhere", log);
        await using var after = Open(FilePath);
        Assert.NotNull(await after.GetOrchestrationStateAsync("one", executionId: null));
    }

    // A process that ends during its first opening leaves a file without a schema, and a lock file that says so.
    [Fact]
    public async Task Open_AfterAnInterruptedFirstOpening_BecomesAStore()
    {
        using (var database = SqliteDatabase.Open(FilePath, create: true))
            database.Execute("PRAGMA journal_mode = WAL");
        await File.WriteAllBytesAsync(FilePath + ".lock", [0], TestContext.Current.CancellationToken);

        await using var service = Open(FilePath);

        await service.CreateAsync("one");
    }

    // A folder in its place stands for a folder that is not writable, since root may write everywhere.
    [Fact]
    public void Open_LockFileCanNotBeWritten_SaysThatTheFolderMustBeWritable()
    {
        Directory.CreateDirectory(FilePath + ".lock");

        var error = Assert.Throws<UnauthorizedAccessException>(() => Open(FilePath));
        Assert.StartsWith(
            $"The store '{FilePath}' can't be opened: its folder must be writable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfSqliteBesideItCanNotBeOpened_SaysThatTheFolderMustBeWritable()
    {
        Directory.CreateDirectory(FilePath + "-shm");

        var error = Assert.Throws<IOException>(() => Open(FilePath));
        Assert.StartsWith(
            $"The store '{FilePath}' can't be opened: its folder must be writable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NameTooLong_IsNotCalledInUse()
    {
        var path = Path.Combine(_folder.Path, new string('x', 300));

        var error = Assert.Throws<IOException>(() => Open(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_DamagedPage_ReportsTheRemedyAndReleasesTheFile()
    {
        var store = new FilledStore(FilePath);
        foreach (var (_, root) in store.Trees)
        {
            foreach (var page in new[] { root, store.Leaf(root) }.Distinct())
            {
                using var damaged = store.Damage(page, bytes => bytes[..2048].Fill(0x55));
                AssertRefused();
            }
        }

        await using var after = Open(FilePath);
    }

    [Fact]
    public async Task Open_DamagedHeader_ReportsTheRemedyAndReleasesTheFile()
    {
        var store = new FilledStore(FilePath);
        // Signature, page size, versions, fractions; page count and free pages; schema's format; largest root; version.
        int[] fields = [.. Enumerable.Range(0, 24), .. Enumerable.Range(28, 12), 47, 52, 55, 60, 63];
        var accepted = new List<(int At, byte Bits)>();
        foreach (var at in fields)
        {
            foreach (var bits in new byte[] { 1, 0xff })
            {
                // A newer version may have written the file.
                if (at == 60 && bits == 1 || at == 63)
                    continue;
                using var damaged = store.Damage(1, bytes => bytes[at] ^= bits);
                if (Record.Exception(() => Open(FilePath).Dispose()) is not IOException error
                    || !error.Message.Contains(FilePath, StringComparison.Ordinal))
                    accepted.Add((at, bits));
            }
        }

        Assert.Empty(accepted);
        await using var after = Open(FilePath);
    }

    // Damage that the start doesn't check is reported, with the same error, to the operation that reads it.
    [Fact]
    public async Task Open_DamagedLeafOfALargeStore_FailsItsReader()
    {
        var store = new FilledStore(FilePath);
        string id;
        using (var database = SqliteDatabase.Open(FilePath, create: false))
        {
            id = database.ReadText("SELECT id FROM instances WHERE row = 20")!;
            StoreFile.MakeLarge(database);
        }

        var leaf = store.Leaf(store.Trees.Single(tree => tree.Name == "instances").Root);
        using var damaged = store.Damage(leaf, bytes => bytes.Fill(0x55));
        await using var service = Open(FilePath);
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => service.GetOrchestrationStateAsync(id, executionId: null));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
    }

    // SQLite would silently drop all that was committed after it.
    [Fact]
    public async Task Open_DamagedLog_ReportsTheRemedyAndLeavesItUnchanged()
    {
        await using var hub = new TestHub();
        for (var i = 0; i < 10; i++)
            await hub.Service.CreateAsync($"{i}");
        var damaged = await StoreCopy.MakeWithDamagedLogAsync(hub.Path, FilePath);

        AssertRefused();
        Assert.Equal(
            damaged, await File.ReadAllBytesAsync(FilePath + "-wal", TestContext.Current.CancellationToken));
        File.Copy(hub.Path + "-wal", FilePath + "-wal", overwrite: true);
        await using var after = Open(FilePath);
        Assert.NotNull(await after.GetOrchestrationStateAsync("9", executionId: null));
    }

    public void Dispose() => _folder.Dispose();

    private void AssertForeign(string reason, bool hasLockFile)
    {
        if (hasLockFile)
            File.WriteAllText(FilePath + ".lock", "");
        var before = File.ReadAllBytes(FilePath);

        var error = Assert.Throws<InvalidOperationException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal(hasLockFile ? 2 : 1, Directory.EnumerateFileSystemEntries(_folder.Path).Count());
    }

    private void AssertRefused()
    {
        var error = Assert.Throws<IOException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
    }

    private static SqliteOrchestrationService Open(string path) =>
        new(new SqliteOrchestrationServiceOptions { Path = path });
}
