using DurableTask.Sqlite.Storage.Files;
using DurableTask.Sqlite.Tests.Faults.Killing;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>Somebody takes the lock file for a leftover, and deletes it while another process owns the store.</summary>
public sealed class DeletedLockFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    [Fact]
    public async Task Open_StoreOfAnotherProcessWithoutItsLockFile_IsRefusedAgainAndAgain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a process ask for SQLite's lock.");
        using var owner = KilledProcess.Start(FilePath, first: 0);
        try
        {
            Assert.Equal("opening", await owner.StandardOutput.ReadLineAsync(Cancellation));
            Assert.NotNull(await owner.StandardOutput.ReadLineAsync(Cancellation));
            File.Delete(FileOwnership.LockFileOf(FilePath));

            for (var i = 0; i < 2; i++)
            {
                var error = Assert.Throws<IOException>(() => Open().Dispose());
                Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
                Assert.Contains("is open in another process", error.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            owner.Kill();
            await owner.WaitForExitAsync(Cancellation);
        }

        await using var after = Open();
        await after.CreateAsync("after");
    }

    // A copy without SQLite's locks mixes pages of before and after a checkpoint.
    [Fact]
    public async Task Backup_StoreOfAnotherProcessWithoutItsLockFile_IsWhole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a process ask for SQLite's lock.");
        var checkpoints = new Dictionary<string, string> { [KilledProcess.CheckpointsVariable] = "1" };
        using var owner = KilledProcess.Start(FilePath, first: 0, checkpoints);
        try
        {
            Assert.Equal("opening", await owner.StandardOutput.ReadLineAsync(Cancellation));
            Assert.NotNull(await owner.StandardOutput.ReadLineAsync(Cancellation));
            File.Delete(FileOwnership.LockFileOf(FilePath));

            // A full pipe would stop it.
            var rest = owner.StandardOutput.ReadToEndAsync(Cancellation);

            for (var i = 0; i < 20; i++)
            {
                var copy = Path.Combine(_folder.Path, $"copy-{i}.db");
                StoreBackup.Create(FilePath, copy, TestContext.Current.CancellationToken);
                Assert.Empty(StoreVerification.FindFaults(copy));
                Assert.False(rest.IsCompleted);
            }
        }
        finally
        {
            owner.Kill();
            await owner.WaitForExitAsync(Cancellation);
        }
    }

    // Closing a file releases the locks that the process has on it, SQLite's included.
    [Fact]
    public async Task Backup_OwnStoreWithoutItsLockFile_KeepsOtherProcessesOut()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a process ask for SQLite's lock.");
        await using var service = Open();
        await service.CreateAsync("one");
        File.Delete(FileOwnership.LockFileOf(FilePath));

        StoreBackup.Create(FilePath, Path.Combine(_folder.Path, "copy.db"), TestContext.Current.CancellationToken);
        Assert.Throws<IOException>(() => Open().Dispose());
        using var other = KilledProcess.Start(FilePath, first: 0);
        Assert.Equal("opening", await other.StandardOutput.ReadLineAsync(Cancellation));
        var next = await other.StandardOutput.ReadLineAsync(Cancellation);
        other.Kill();
        await other.WaitForExitAsync(Cancellation);

        Assert.Null(next);
    }

    public void Dispose() => _folder.Dispose();

    private SqliteOrchestrationService Open() => new(new SqliteOrchestrationServiceOptions { Path = FilePath });
}
