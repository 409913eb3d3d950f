using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults.Killing;

public sealed class KillTests
{
    private const int MaxCount = 60;

    // Two at once, for two cores: half of a process's life is the runtime's start.
    private const int Stores = 2;

    private static readonly int Kills = TestSize.Of(normal: 6, @long: 200);

    [Fact]
    public async Task Kill_AtRandomMoments_NothingAcknowledgedIsLostOrDuplicated()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await Task.WhenAll(Enumerable.Range(0, Stores).Select(number => KillAsync(seed + number)));
    }

    private static async Task KillAsync(int seed)
    {
        using var folder = new TempFolder();
        var store = new KilledStore(Path.Combine(folder.Path, "hub.db"), new Random(seed));
        for (var kill = 0; kill < Kills / Stores; kill++)
            await store.LiveAndDieAsync(MaxCount);

        var result = await store.FinishAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"{result}");
        result.AssertWhole();
    }
}
