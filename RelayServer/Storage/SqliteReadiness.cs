using DurableTask.Sqlite;
using Microsoft.DurableTask.Client;
using RelayFunctions.Health;

namespace RelayServer.Storage;

/// <summary>Checks whether the file can be written and has room to grow.</summary>
internal sealed class SqliteReadiness(
    SqliteOrchestrationService store, SqliteOrchestrationServiceOptions options, long minFreeBytes)
    : IReadinessCheck
{
    public async Task<string?> FindFaultAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await store.CheckWritableAsync();
        var free = new DriveInfo(Path.GetDirectoryName(options.Path)!).AvailableFreeSpace;
        return free < minFreeBytes
            ? $"the disk of the store has fewer free bytes than Storage__MinFreeBytes, {minFreeBytes}"
            : null;
    }
}
