using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Checking;

public sealed class StoreVerificationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    [Fact]
    public void FindFaults_SoundStore_FindsNoneAndChangesNothing()
    {
        _ = new FilledStore(FilePath);
        var before = File.ReadAllBytes(FilePath);

        Assert.Empty(StoreVerification.FindFaults(FilePath));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
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
        File.Copy(hub.Path, FilePath);
        var log = await ReadAsync(hub.Path + "-wal");
        log[log.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(FilePath + "-wal", log, TestContext.Current.CancellationToken);

        Assert.Contains("-wal", Assert.Single(StoreVerification.FindFaults(FilePath)), StringComparison.Ordinal);
        Assert.Equal(log, await ReadAsync(FilePath + "-wal"));
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
        Assert.NotEmpty(StoreVerification.FindFaults(FilePath));
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

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return bytes;
    }
}
