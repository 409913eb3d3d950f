using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Faults.Killing;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Storage;

public sealed class StoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    [Fact]
    public async Task Open_FolderMissing_CreatesIt()
    {
        var path = Path.Combine(_folder.Path, "a", "б 🚀", "hub.db");
        await using var service = Open(path);

        Assert.True(File.Exists(path));
    }

    // Whoever can read the lock file can lock it.
    [Fact]
    public async Task Open_LockFileOfAnEarlierVersion_IsItsOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        var lockFile = FilePath + ".lock";
        await File.WriteAllTextAsync(lockFile, "", TestContext.Current.CancellationToken);
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(lockFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using var service = Open(FilePath);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(lockFile));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Open_OwnedAlready_NamesFileAndOwner()
    {
        await using var first = Open(FilePath);

        var error = Assert.Throws<IOException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OwnedByAnotherProcess_NamesItUntilItIsKilled()
    {
        using var owner = KilledProcess.Start(FilePath, first: 0);
        try
        {
            Assert.Equal("opening", await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.NotNull(await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            var error = Assert.Throws<IOException>(() => Open(FilePath));
            Assert.Contains($"process {owner.Id}", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            owner.Kill();
        }

        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var next = Open(FilePath);
    }

    // SQLite follows links too: two owners would each run all of the work.
    [Fact]
    public async Task Open_OwnedByAnotherName_IsRejected()
    {
        await using var first = Open(FilePath);
        var link = Path.Combine(_folder.Path, "link.db");
        File.CreateSymbolicLink(link, FilePath);

        var error = Assert.Throws<IOException>(() => Open(link));
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_LinkToAMissingFile_CreatesAndOwnsThatFile()
    {
        var link = Path.Combine(_folder.Path, "link.db");
        File.CreateSymbolicLink(link, "hub.db");
        await using var first = Open(link);

        Assert.True(File.Exists(FilePath));
        Assert.Throws<IOException>(() => Open(FilePath));
    }

    [Fact]
    public async Task Open_OwnedAlready_LeavesTheOwnerWorking()
    {
        await using var hub = await new TestHub(_folder).StartAsync();
        Assert.Throws<IOException>(() => Open(hub.Path));

        await hub.Client.CreateOrchestrationInstanceAsync("None", "", "one", "");
        Assert.NotNull(await hub.Service.GetOrchestrationStateAsync("one", executionId: null));
    }

    [Fact]
    public async Task Open_AfterDispose_Works()
    {
        await Open(FilePath).DisposeAsync();
        await using var second = Open(FilePath);
    }

    // As by a container that is disposed of synchronously.
    [Fact]
    public void Dispose_NotAsynchronous_ReleasesTheFile()
    {
        using (Open(FilePath))
            Assert.Throws<IOException>(() => Open(FilePath));
        using var second = Open(FilePath);
    }

    // As by a container that registers the service under two of its types.
    [Fact]
    public async Task Dispose_Twice_IsDisposed()
    {
        var service = Open(FilePath);
        await service.DisposeAsync();
        await using var second = Open(FilePath);
        await service.DisposeAsync();

        Assert.Throws<IOException>(() => Open(FilePath));
    }

    [Fact]
    public async Task Open_NewerSchema_IsRejectedByName()
    {
        await Open(FilePath).DisposeAsync();
        using (var database = SqliteDatabase.Open(FilePath, create: false))
            database.Execute("PRAGMA user_version = 1000");

        var error = Assert.Throws<InvalidOperationException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("schema 1000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfAnotherProgram_IsLeftUnchanged()
    {
        using (var database = SqliteDatabase.Open(FilePath, create: true))
            database.Execute("CREATE TABLE other (x)");

        var error = Assert.Throws<InvalidOperationException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        using var after = SqliteDatabase.Open(FilePath, create: false);
        Assert.Equal(0, after.ReadNumber("PRAGMA application_id"));
        Assert.Equal(1, after.ReadNumber("SELECT COUNT(*) FROM sqlite_schema"));
    }

    [Fact]
    public void Open_PathIsAFolder_IsRejectedByNameAndCreatesNothing()
    {
        Directory.CreateDirectory(FilePath);

        var error = Assert.Throws<IOException>(() => Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Open_FileCanNotBeWritten_IsRejectedByName()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a file that even root can't write.");

        // No process may write there, not even root's.
        var error = Assert.ThrowsAny<SystemException>(() => Open("/proc/relay/hub.db"));
        Assert.Contains("/proc/relay", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static SqliteOrchestrationService Open(string path) =>
        new(new SqliteOrchestrationServiceOptions { Path = path });
}
