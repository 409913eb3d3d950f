using DurableTask.Sqlite.Tests.Faults.Killing;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults.Disk;

/// <summary>A kill keeps the system's page cache; these tests lose unsynced data, as a loss of power does.</summary>
public sealed class PowerLossTests : IDisposable
{
    private const int MaxCount = 60;
    private static readonly int Losses = TestSize.Of(normal: 2, @long: 10);

    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "hub.db");

    /// <param name="survivingPercent">
    /// The percentage of unsynced data, at random places, that reaches the disk anyway.
    /// </param>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public async Task PowerLoss_AtRandomMoments_NothingAcknowledgedIsLost(int survivingPercent)
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var store = new KilledStore(FilePath, new Random(seed), FaultyDisk.Environment(FilePath, survivingPercent));
        for (var loss = 0; loss < Losses; loss++)
            await store.LiveAndDieAsync(MaxCount);

        var result = await store.FinishAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"{result}");
        result.AssertWhole();
    }

    // A checkpoint writes pages of the store's file, syncs it, and restarts the log.
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public async Task PowerLoss_InACheckpoint_NothingAcknowledgedIsLost(int survivingPercent)
    {
        var store = new KilledStore(FilePath, new Random(1), FaultyDisk.Environment(FilePath, survivingPercent));
        await store.LiveAndDieAsync(MaxCount);
        string[] moments = survivingPercent == 0 || TestSize.IsLong
            ? ["write 1", "write 9", "write 500", "sync 1", "sync 20", "synced 1", "synced 20"]
            : ["write 9", "sync 2", "synced 1"];
        foreach (var moment in moments)
        {
            var around = FaultyDisk.Environment(FilePath, survivingPercent, dieAt: moment);
            around.Add(KilledProcess.CheckpointsVariable, "1");
            await store.LiveUntilKilledAsync(around);
        }

        var result = await store.FinishAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"{result}");
        result.AssertWhole();
    }

    [Fact]
    public async Task PowerLoss_DiskIgnoresSyncs_LosesWhatWasAcknowledged()
    {
        var store = new KilledStore(FilePath, new Random(1), FaultyDisk.Environment(FilePath, ignoreSyncs: true));
        await store.LiveAndDieAsync(MaxCount);

        var result = await store.FinishAsync();
        Assert.True(result.Acknowledged > 0);
        Assert.Equal(result.Acknowledged, result.Lost);
    }

    public void Dispose() => _folder.Dispose();
}
