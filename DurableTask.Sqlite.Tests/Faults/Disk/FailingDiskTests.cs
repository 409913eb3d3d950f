using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults.Disk;

public sealed class FailingDiskTests
{
    [Fact]
    public async Task Commit_DiskFails_FailsItsCallersAndOnlyThem()
    {
        if (await FaultyDisk.RanTheTestAsync())
            return;

        await CommitAsync(FaultyDisk.SetWriteError);
        await CommitAsync(FaultyDisk.SetSyncError);
    }

    private static async Task CommitAsync(Action<int> setError)
    {
        await using var hub = new TestHub(FaultyDisk.Folder);
        for (var i = 0; i < 8; i++)
        {
            await hub.StartAsync("Any", $"before {i}");
            setError(ErrorNumber.IoError);
            var error = await Assert.ThrowsAsync<StoreWriteException>(() => hub.StartAsync("Any", $"failed {i}"));
            Assert.Contains(hub.Path, error.Message, StringComparison.Ordinal);
            setError(0);
            await hub.StartAsync("Any", $"after {i}");
        }

        await hub.ReopenAsync(start: false);
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync($"before {i}"))!.OrchestrationStatus);
            Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync($"after {i}"))!.OrchestrationStatus);
            Assert.Null(await hub.StateAsync($"failed {i}"));
        }
    }
}
