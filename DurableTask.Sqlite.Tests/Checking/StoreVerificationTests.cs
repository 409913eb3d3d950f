using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Checking;

public sealed class StoreVerificationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    // File names that a URI would split or decode; beside the store is nothing, an empty log or its lock file.
    [Theory]
    [InlineData("hub.db", null)]
    [InlineData("a b%20#1?x=é\\.db", null)]
    [InlineData("hub.db", "-wal")]
    [InlineData("hub.db", ".lock")]
    public void FindFaults_SoundStore_FindsNoneAndChangesNothing(string name, string? beside)
    {
        var path = Path.Combine(_folder.Path, name);
        _ = new FilledStore(path);
        DeleteAllBut(path);
        if (beside is not null)
            File.WriteAllText(path + beside, "");
        var before = Files();

        Assert.Empty(StoreVerification.FindFaults(path));
        Assert.Equal(before, Files());
    }

    // As a crash leaves it, or a copy of a store with its log.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FindFaults_StoreWithALog_ReadsTheLogAndChangesNothing(bool isDamaged)
    {
        await using var hub = new TestHub();
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        for (var i = 0; i < 10; i++)
            await hub.Service.CreateAsync($"{i}");
        // With a page of the log on it, this page is not read.
        var instances = new StoreFile(hub.Path).RootOf("instances");
        File.Copy(hub.Path, FilePath);
        if (!isDamaged)
            File.Copy(hub.Path + "-wal", FilePath + "-wal");
        using var damaged = new StoreFile(FilePath).Damage(instances, bytes => bytes.Fill(0x55));
        var before = Files();

        Assert.Equal(isDamaged, StoreVerification.FindFaults(FilePath).Count > 0);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task FindFaults_DamagedPagesOfALargeStore_AreFoundUnlikeAtAStart()
    {
        var store = new FilledStore(FilePath);
        using (var database = SqliteDatabase.Open(FilePath, create: false))
            StoreFile.MakeLarge(database);
        var pages = store.Trees.Select(tree => store.Leaf(tree.Root)).Distinct();
        foreach (var page in pages)
        {
            using var damaged = store.Damage(page, bytes => bytes.Fill(0x55));
            Assert.NotEmpty(StoreVerification.FindFaults(FilePath));
        }

        Assert.Empty(StoreVerification.FindFaults(FilePath));
        await new SqliteOrchestrationService(new() { Path = FilePath }).DisposeAsync();
    }

    [Fact]
    public async Task FindFaults_StoreInUse_ChecksItWhileItsOwnerWrites()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");

        Assert.Empty(StoreVerification.FindFaults(hub.Path));
        await hub.Service.CreateAsync("two");
        Assert.NotNull(await hub.StateAsync("two"));
    }

    [Fact]
    public async Task FindFaults_DamagedLog_NamesItAndLeavesItUnchanged()
    {
        await using var hub = new TestHub();
        for (var i = 0; i < 10; i++)
            await hub.Service.CreateAsync($"{i}");
        var log = await StoreCopy.MakeWithDamagedLogAsync(hub.Path, FilePath);

        Assert.Contains("-wal", Assert.Single(StoreVerification.FindFaults(FilePath)), StringComparison.Ordinal);
        Assert.Equal(log, await File.ReadAllBytesAsync(FilePath + "-wal", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void FindFaults_NotAStore_ReportsTheReason()
    {
        Assert.Throws<FileNotFoundException>(() => StoreVerification.FindFaults(FilePath));
        Assert.False(File.Exists(FilePath));

        using (var database = SqliteDatabase.Open(FilePath, create: true))
            database.Execute("CREATE TABLE other (x)");
        Assert.Throws<InvalidOperationException>(() => StoreVerification.FindFaults(FilePath));

        File.WriteAllText(FilePath, "Nothing of SQLite, and longer than its header is. " + new string('x', 100));
        Assert.Throws<InvalidOperationException>(() => StoreVerification.FindFaults(FilePath));
    }

    // The last case is a copy without its log: SQLite's header, but no committed data.
    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("VACUUM", false)]
    [InlineData("CREATE TABLE gone (x); DROP TABLE gone", false)]
    [InlineData("PRAGMA journal_mode = WAL", true)]
    public void FindFaults_FileWithoutAStore_SaysSoAndChangesNothing(string? sql, bool hasLock)
    {
        File.WriteAllBytes(FilePath, []);
        if (sql is not null)
        {
            using var database = SqliteDatabase.Open(FilePath, create: true);
            database.Execute(sql);
        }

        if (hasLock)
            File.WriteAllText(FilePath + ".lock", "");
        var before = Files();

        Assert.StartsWith("contains no store", Assert.Single(StoreVerification.FindFaults(FilePath)), StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void FindFaults_EmptyFileThatBecameAStore_HasNone()
    {
        File.WriteAllBytes(FilePath, []);

        using var store = Store.Open(FilePath, maxRunning: 1);

        Assert.Empty(StoreVerification.FindFaults(FilePath));
    }

    [Theory]
    [InlineData("DROP TABLE history", "the table 'history' is missing")]
    [InlineData("DROP INDEX instances_created", "the index 'instances_created' is missing")]
    public void FindFaults_StoreThatLacksAPart_NamesIt(string sql, string fault)
    {
        _ = new FilledStore(FilePath);
        using (var database = SqliteDatabase.Open(FilePath, create: false))
            database.Execute(sql);

        Assert.Equal([fault], StoreVerification.FindFaults(FilePath));
    }

    [Fact]
    public void FindFaults_StoreOfAnOlderSchema_FindsNone()
    {
        using (var database = SqliteDatabase.Open(FilePath, create: true))
        {
            using var script = new StreamReader(typeof(Store).Assembly.GetManifestResourceStream("Schema/001.sql")!);
            database.Execute(script.ReadToEnd());
            database.Execute($"PRAGMA application_id = {SchemaVersions.ApplicationId}; PRAGMA user_version = 1");
        }

        Assert.Empty(StoreVerification.FindFaults(FilePath));
    }

    // The lock file still has the entries of the work that ran when the process ended.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Start_StoreOfMediumSize_IsCheckedAfterACrash(bool hasCrashed)
    {
        var store = new FilledStore(FilePath);
        using (var database = SqliteDatabase.Open(FilePath, create: false))
            StoreFile.MakeLarge(database);
        var leaf = store.Leaf(store.Trees.Single(tree => tree.Name == "instances").Root);
        using var damaged = store.Damage(leaf, bytes => bytes.Fill(0x55));
        if (hasCrashed)
            File.WriteAllBytes(FilePath + ".lock", new byte[64]);

        var error = Record.Exception(() => Store.Open(FilePath, maxRunning: 1).Dispose());
        Assert.Equal(hasCrashed, error is IOException);
    }

    public void Dispose() => _folder.Dispose();

    private void DeleteAllBut(string path)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path).Where(file => file != path))
            File.Delete(file);
    }

    private List<string> Files() => FolderContent.Of(_folder.Path);
}
