using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Writing;

/// <summary>The space that instances take in the file, and that it is given back.</summary>
public sealed class SpaceTests
{
    private const int Large = 1_000_000;

    [Fact]
    public async Task Episode_OfAnInstanceWithALargeInput_DoesNotWriteItAgain()
    {
        await using var hub = new TestHub()
            .Orchestration("Wait", async (_, events, _) => await events.WaitAsync("go") + await events.WaitAsync("go"));
        await hub.StartAsync("Wait", "one", new string('x', Large));
        var written = LogBytes(hub);

        await hub.StartAsync();
        await hub.IdleAsync();
        await hub.RaiseAsync("one", "go", "1");
        await hub.IdleAsync();
        await hub.RaiseAsync("one", "go", "2");
        Assert.Equal("12", await hub.OutputAsync("one"));
        Assert.InRange(LogBytes(hub) - written, 1, Large / 2);
    }

    [Fact]
    public async Task Instance_Ended_StoresItsInputAndItsOutputOnce()
    {
        await using var hub = await new TestHub()
            .Orchestration("Change", (_, _, input) => Task.FromResult(input.Replace('x', 'y')))
            .StartAsync();
        await hub.StartAsync("Change", "one", new string('x', Large));
        Assert.Equal(Large, (await hub.OutputAsync("one"))!.Length);

        await hub.ReopenAsync();
        Assert.InRange(new FileInfo(hub.Path).Length, 2 * Large, 2 * Large + 100_000);
    }

    // Free space of up to 4 MB stays in the file.
    [Fact]
    public async Task Purge_TimeAndAgain_TheFileShrinksEachTimeAndTheLogIsBounded()
    {
        await using var hub = await new TestHub()
            .Orchestration("Echo", (_, _, input) => Task.FromResult(input))
            .StartAsync();
        var longest = 0L;
        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
                hub.StartAsync("Echo", $"{i}", new string('x', 100_000))));
            await hub.IdleAsync();
            await hub.Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(DateTime.MinValue, null, null));
            await hub.IdleAsync();
            Assert.InRange(new FileInfo(hub.Path).Length, 1, 5_000_000);
            longest = Math.Max(longest, LogBytes(hub));
        }

        // The log has 16 MiB, and what one batch adds to it.
        Assert.InRange(longest, 1, 32_000_000);
    }

    private static long LogBytes(TestHub hub) => new FileInfo(hub.Path + "-wal").Length;
}
