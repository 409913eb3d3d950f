using System.Globalization;
using System.Text;
using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Client;

public sealed class PurgeTests
{
    [Fact]
    public async Task Purge_ByFilter_SpaceIsReused()
    {
        await using var hub = await Echo().StartAsync();
        await RunAsync(hub, "first", 400);
        var purged = await hub.Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(DateTime.MinValue, null, null));
        Assert.Equal(400, purged.DeletedInstanceCount);
        Assert.True(purged.IsComplete);
        await hub.ReopenAsync();
        var before = new FileInfo(hub.Path).Length;

        await RunAsync(hub, "second", 400);
        await hub.ReopenAsync();
        Assert.InRange(new FileInfo(hub.Path).Length, 1, before * 11 / 10);
    }

    // Free pages would keep the texts of what was deleted, and a backup copies them.
    [Fact]
    public async Task Purge_OfInstances_LeavesNoneOfTheirTextsInTheFile()
    {
        await using var hub = await Echo().StartAsync();
        await RunSecretAsync(hub);

        await hub.Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(DateTime.MinValue, null, null));
        await hub.ReopenAsync();
        var left = await ReadFileAsync(hub);

        Assert.DoesNotContain("SecretText", left, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfTheStore_LeavesNoneOfItsTextsInTheFile()
    {
        await using var hub = await Echo().StartAsync();
        await RunSecretAsync(hub);

        await hub.Service.DeleteAsync();
        await hub.ReopenAsync();

        Assert.DoesNotContain("SecretText", await ReadFileAsync(hub), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_TimeoutElapsed_ReturnsIncomplete()
    {
        await using var hub = await Echo().StartAsync();
        await RunAsync(hub, "one", 200);
        var filter = new PurgeInstanceFilter(DateTime.MinValue, null, null) { Timeout = TimeSpan.Zero };

        var purged = await hub.Service.PurgeInstanceStateAsync(filter);
        Assert.False(purged.IsComplete);
        Assert.InRange(purged.DeletedInstanceCount, 1, 199);
    }

    // A purge with a zero timeout ends after one page, so the count is the size of that page.
    [Fact]
    public async Task Purge_OfLargeInstances_DeletesFewPerPage()
    {
        await using var hub = await Echo().StartAsync();
        await hub.StartAsync("Long", "first", "12000000");
        for (var i = 0; i < 3; i++)
            await hub.StartAsync("Long", $"next-{i}", "3000000");
        await hub.IdleAsync();
        var filter = new PurgeInstanceFilter(DateTime.MinValue, null, null) { Timeout = TimeSpan.Zero };

        Assert.Equal(1, (await hub.Service.PurgeInstanceStateAsync(filter)).DeletedInstanceCount);
        Assert.Null(await hub.StateAsync("first"));
        Assert.Equal(2, (await hub.Service.PurgeInstanceStateAsync(filter)).DeletedInstanceCount);
        Assert.Equal(1, (await hub.Service.PurgeInstanceStateAsync(filter)).DeletedInstanceCount);
    }

    [Fact]
    public async Task Purge_OverManyPages_InterleavesWithNewWorkAndKeepsRunningInstances()
    {
        await using var hub = await Echo().StartAsync();
        await hub.StartAsync("Sleep", "asleep", "x");
        await RunAsync(hub, "ended", 400);
        using var database = SqliteDatabase.Open(hub.Path, create: false);
        database.Execute(
            "CREATE TABLE steps (step INTEGER PRIMARY KEY, is_new INTEGER); " +
            "CREATE TRIGGER gone AFTER DELETE ON instances BEGIN INSERT INTO steps (is_new) VALUES (0); END; " +
            "CREATE TRIGGER new AFTER INSERT ON instances BEGIN INSERT INTO steps (is_new) VALUES (1); END");
        var before = hub.Clock.GetUtcNow().UtcDateTime;
        hub.Clock.Advance(TimeSpan.FromSeconds(1));

        var purge = hub.Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(DateTime.MinValue, before, null));
        var started = 0;
        while (!purge.IsCompleted)
            await hub.StartAsync("Echo", $"new-{started++}", "x");

        Assert.Equal(400, (await purge).DeletedInstanceCount);
        Assert.True(database.ReadNumber("SELECT MAX(step) FROM steps WHERE is_new = 0") > database.ReadNumber(
            "SELECT MIN(step) FROM steps WHERE is_new = 1 AND step > (SELECT MIN(step) FROM steps WHERE is_new = 0)"));
        for (var i = 0; i < started; i++)
            Assert.Equal("x", await hub.OutputAsync($"new-{i}"));
        hub.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("x", await hub.OutputAsync("asleep"));
    }

    [Theory]
    [InlineData(OrchestrationStateTimeRangeFilterType.OrchestrationCreatedTimeFilter, 0)]
    [InlineData(OrchestrationStateTimeRangeFilterType.OrchestrationCompletedTimeFilter, 60)]
    [InlineData(OrchestrationStateTimeRangeFilterType.OrchestrationLastUpdatedTimeFilter, 60)]
    public async Task PurgeHistory_UpToATime_DeletesOlderInstances(OrchestrationStateTimeRangeFilterType type, int at)
    {
        await using var hub = await Echo().StartAsync();
        var created = hub.Clock.GetUtcNow().UtcDateTime;
        await hub.StartAsync("Sleep", "one", "x");
        await hub.IdleAsync();
        hub.Clock.Advance(TimeSpan.FromMinutes(60));
        await hub.IdleAsync();

        await hub.Service.PurgeOrchestrationHistoryAsync(created.AddMinutes(at).AddTicks(-1), type);
        Assert.NotNull(await hub.StateAsync("one"));
        await hub.Service.PurgeOrchestrationHistoryAsync(created.AddMinutes(at), type);
        Assert.Null(await hub.StateAsync("one"));
    }

    // default(DateTime) is a valid bound, and no instance is that old.
    [Fact]
    public async Task Purge_UpToMinValue_DeletesNothing()
    {
        await using var hub = await Echo().StartAsync();
        await RunAsync(hub, "one", 1);

        foreach (var type in Enum.GetValues<OrchestrationStateTimeRangeFilterType>())
            await hub.Service.PurgeOrchestrationHistoryAsync(default, type);
        var purged = await hub.Service.PurgeInstanceStateAsync(
            new PurgeInstanceFilter(DateTime.MinValue, DateTime.MinValue, null));

        Assert.Equal(0, purged.DeletedInstanceCount);
        Assert.NotNull(await hub.StateAsync("one-0"));
    }

    private static TestHub Echo() => new TestHub()
        .Orchestration("Echo", (_, _, input) => Task.FromResult(input))
        .Orchestration("Long", (_, _, input) => Task.FromResult(new string('x', int.Parse(input, CultureInfo.InvariantCulture))))
        .Orchestration("Sleep", async (context, _, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
            return input;
        });

    private static async Task RunSecretAsync(TestHub hub)
    {
        for (var i = 0; i < 50; i++)
            await hub.StartAsync("Echo", $"secret-{i}", $"SecretText-{i} {new string('x', 300)}");
        await hub.IdleAsync();
    }

    private static Task<string> ReadFileAsync(TestHub hub) =>
        File.ReadAllTextAsync(hub.Path, Encoding.Latin1, TestContext.Current.CancellationToken);

    private static async Task RunAsync(TestHub hub, string prefix, int count)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            async (i, _) => await hub.StartAsync("Echo", $"{prefix}-{i}", new string('x', 500)));
        await hub.IdleAsync();
    }
}
