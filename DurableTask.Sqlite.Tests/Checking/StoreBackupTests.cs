using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Checking;

public sealed class StoreBackupTests : IDisposable
{
    private const int Instances = 10;

    private readonly TempFolder _store = new();
    private readonly TempFolder _target = new();

    private string FilePath => Path.Combine(_store.Path, "hub.db");

    private string Target => Path.Combine(_target.Path, "copy.db");

    [Fact]
    public async Task Create_StoreInUse_CopiesWhatWasAcknowledgedBefore()
    {
        await using var hub = await FilledAsync();

        StoreBackup.Create(hub.Path, Target, TestContext.Current.CancellationToken);

        Assert.Equal(["copy.db"], Directory.GetFiles(_target.Path).Select(Path.GetFileName));
        await AssertCompleteAsync();
    }

    [Fact]
    public async Task Create_Cancelled_LeavesNothing()
    {
        await using var hub = await FilledAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => StoreBackup.Create(hub.Path, Target, stop.Token));

        Assert.Empty(Directory.GetFiles(_target.Path));
    }

    // Each step copies a part. Without a snapshot over all of them, a write in between would begin the copy again.
    [Fact]
    public async Task Create_LargeStoreThatIsWrittenMeanwhile_CopiesItAsOfOneMoment()
    {
        using (var database = SqliteDatabase.Open(FilePath, create: true))
        {
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("CREATE TABLE a (n); CREATE TABLE filler AS SELECT randomblob(16000000) AS x; CREATE TABLE b (n)");
        }

        using var copied = new CancellationTokenSource();
        var writing = Task.Run(() => WriteBoth(FilePath, copied.Token), TestContext.Current.CancellationToken);
        using (var source = SqliteDatabase.OpenToRead(FilePath))
        using (var copy = SqliteDatabase.Open(Target, create: true))
            source.CopyTo(copy, TestContext.Current.CancellationToken);
        await copied.CancelAsync();
        await writing;

        using var result = SqliteDatabase.OpenToRead(Target);
        Assert.Equal("ok", result.ReadText("PRAGMA integrity_check"));
        Assert.Equal(result.ReadNumber("SELECT COUNT(*) FROM a"), result.ReadNumber("SELECT COUNT(*) FROM b"));
    }

    // As a crash leaves it: what was committed last is in the log alone.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_StoreOfAKilledProcess_CopiesItsLogTooAndChangesNothing(bool hasLockFile)
    {
        await using (var hub = await FilledAsync())
            StoreCopy.Make(hub.Path, FilePath);
        if (hasLockFile)
            await File.WriteAllBytesAsync(FilePath + ".lock", new byte[64], TestContext.Current.CancellationToken);
        var before = FolderContent.Of(_store.Path);

        StoreBackup.Create(FilePath, Target, TestContext.Current.CancellationToken);

        Assert.Equal(before, FolderContent.Of(_store.Path));
        await AssertCompleteAsync();
    }

    // SQLite would drop the commits after the damage, and delete the log when it closes the store.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_DamagedLog_IsRefusedAndTheLogKept(bool hasLockFile)
    {
        await CopyWithADamagedLogAsync();
        if (hasLockFile)
            await File.WriteAllBytesAsync(FilePath + ".lock", new byte[64], TestContext.Current.CancellationToken);
        var before = FolderContent.Of(_store.Path);

        var error = Assert.Throws<IOException>(() => StoreBackup.Create(FilePath, Target, TestContext.Current.CancellationToken));

        Assert.Contains("-wal, is damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, FolderContent.Of(_store.Path));
        Assert.Empty(Directory.GetFiles(_target.Path));
    }

    // A check takes the store from nobody: it reads the log as a backup does.
    [Fact]
    public async Task Create_DamagedLogDuringACheck_IsRefusedToo()
    {
        var log = await CopyWithADamagedLogAsync();
        await File.WriteAllBytesAsync(FilePath + ".lock", [], TestContext.Current.CancellationToken);
        Assert.True(FileOwnership.TryHold(FilePath, out var check));
        using (check)
            Assert.Throws<IOException>(() => StoreBackup.Create(FilePath, Target, TestContext.Current.CancellationToken));

        Assert.Equal(log, await File.ReadAllBytesAsync(FilePath + "-wal", TestContext.Current.CancellationToken));
    }

    // The refused start must not open the store either.
    [Fact]
    public async Task Open_DuringABackup_IsRefusedAndTheLogKept()
    {
        await CopyWithADamagedLogAsync();
        await File.WriteAllBytesAsync(FilePath + ".lock", [], TestContext.Current.CancellationToken);
        var before = FolderContent.Of(_store.Path);
        Assert.True(FileOwnership.TryHold(FilePath, out var backup));
        using (backup)
        {
            var error = Assert.Throws<IOException>(() => new SqliteOrchestrationService(new() { Path = FilePath }));
            Assert.Contains("is being backed up or checked", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, FolderContent.Of(_store.Path));
    }

    [Fact]
    public async Task Create_TwiceAtOnce_NeitherBreaksTheOther()
    {
        await using var hub = await FilledAsync();
        var first = new BackupFile(Target);
        var second = new BackupFile(Target);
        using (var store = SqliteDatabase.OpenToRead(hub.Path))
            first.Write(store, TestContext.Current.CancellationToken);
        using (var store = SqliteDatabase.OpenToRead(hub.Path))
            second.Write(store, TestContext.Current.CancellationToken);
        second.DeletePartial();

        first.Complete();

        await AssertCompleteAsync();
        Assert.Equal(["copy.db"], Directory.GetFiles(_target.Path, "copy.db*.partial").Append("copy.db"));
    }

    // SQLite writes these files beside the copy, and leaves them if the disk is full.
    [Theory]
    [InlineData("-journal")]
    [InlineData("-wal")]
    [InlineData("-shm")]
    public async Task DeletePartial_FileOfSqliteBesideIt_IsDeletedToo(string ending)
    {
        await using var hub = await FilledAsync();
        var copy = new BackupFile(Target);
        using (var store = SqliteDatabase.OpenToRead(hub.Path))
            copy.Write(store, TestContext.Current.CancellationToken);
        var partial = Assert.Single(Directory.GetFiles(_target.Path));
        await File.WriteAllTextAsync(partial + ending, "a", TestContext.Current.CancellationToken);

        copy.DeletePartial();

        Assert.Empty(Directory.GetFiles(_target.Path));
    }

    [Theory]
    [InlineData(null, typeof(IOException))]
    [InlineData("PRAGMA journal_mode = WAL", typeof(IOException))]
    [InlineData("CREATE TABLE other (x)", typeof(InvalidOperationException))]
    public void Create_FileWithoutAStore_IsRefusedAndLeavesNothing(string? sql, Type error)
    {
        File.WriteAllBytes(FilePath, []);
        if (sql is not null)
        {
            using var database = SqliteDatabase.Open(FilePath, create: true);
            database.Execute(sql);
        }

        Assert.Throws(error, () => StoreBackup.Create(FilePath, Target, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_target.Path));
    }

    [Fact]
    public async Task Create_TargetExists_IsRefusedAndLeftUnchanged()
    {
        await using var hub = await FilledAsync();
        await File.WriteAllTextAsync(Target, "mine", TestContext.Current.CancellationToken);

        Assert.Throws<IOException>(() => StoreBackup.Create(hub.Path, Target, TestContext.Current.CancellationToken));
        Assert.Equal("mine", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Create_NoStore_IsReportedAndCreatesNothing()
    {
        Assert.Throws<FileNotFoundException>(() => StoreBackup.Create(FilePath, Target, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_store.Path));
        Assert.Empty(Directory.GetFiles(_target.Path));
    }

    public void Dispose()
    {
        _store.Dispose();
        _target.Dispose();
    }

    private static async Task<TestHub> FilledAsync()
    {
        var hub = new TestHub();
        for (var i = 0; i < Instances; i++)
            await hub.Service.CreateAsync($"{i}");
        return hub;
    }

    private async Task<byte[]> CopyWithADamagedLogAsync()
    {
        await using var hub = await FilledAsync();
        return await StoreCopy.MakeWithDamagedLogAsync(hub.Path, FilePath);
    }

    private static void WriteBoth(string path, CancellationToken stop)
    {
        using var database = SqliteDatabase.Open(path, create: false);
        while (!stop.IsCancellationRequested)
            database.Execute("BEGIN IMMEDIATE; INSERT INTO a VALUES (1); INSERT INTO b VALUES (1); COMMIT");
    }

    private async Task AssertCompleteAsync()
    {
        Assert.Empty(StoreVerification.FindFaults(Target));
        await using var copy = new SqliteOrchestrationService(new() { Path = Target });
        for (var i = 0; i < Instances; i++)
            Assert.NotNull(await copy.GetOrchestrationStateAsync($"{i}", executionId: null));
    }
}
