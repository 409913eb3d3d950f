using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Searching;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Client;

public sealed class SearchTests
{
    private static readonly string[] All = [.. Enum.GetNames<OrchestrationStatus>()];

    [Fact]
    public async Task Search_ByGroupAndState_FollowsTheInstances()
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Wait", "waits", "a");
        await hub.StartAsync("Echo", "ends", "a");
        await hub.StartAsync("Echo", "other", "b");
        await hub.IdleAsync();

        Assert.Equal(["ends", "waits"], await IdsAsync(hub, new SearchQuery { States = All, Group = "a" }));
        Assert.Equal(["other", "ends"], await IdsAsync(hub, new SearchQuery { States = ["Completed"] }));
        Assert.Equal(["waits"], await IdsAsync(hub, new SearchQuery { States = ["Running"], Group = "a" }));
        Assert.Equal([], await IdsAsync(hub, new SearchQuery { States = ["Running"], Group = "b" }));
        Assert.Equal([], await IdsAsync(hub, new SearchQuery { States = ["Pending"] }));

        await hub.RaiseAsync("waits", "go", "");
        await hub.IdleAsync();
        Assert.Equal(["other", "ends", "waits"], await IdsAsync(hub, new SearchQuery { States = ["Completed"] }));
        Assert.Equal([], await IdsAsync(hub, new SearchQuery { States = ["Running"] }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a")]
    public async Task Search_InPages_HasEachInstanceOnceThoughTimesAreTheSame(string? group)
    {
        await using var hub = Hub();
        foreach (var i in Enumerable.Range(0, 10))
            await hub.StartAsync("Wait", $"old-{i}", "a");
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var i in Enumerable.Range(0, 10))
            await hub.StartAsync("Wait", $"new-{i}", "a");

        var found = new List<string>();
        var query = new SearchQuery { States = All, Group = group, PageSize = 3 };
        do
        {
            var page = await hub.Service.SearchAsync(query);
            found.AddRange(page.InstanceIds);
            query = query with { ContinuationToken = page.ContinuationToken };
            await hub.StartAsync("Wait", $"newest-{found.Count}", "a");
        }
        while (query.ContinuationToken is not null);

        string[] expected = [.. Enumerable.Range(0, 10).Select(i => $"old-{i}"), .. Enumerable.Range(0, 10).Select(i => $"new-{i}")];
        Assert.Equal(expected.Reverse(), found);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a")]
    public async Task Search_OldestFirst_HasEachInstanceOnceThoughTimesAreTheSame(string? group)
    {
        await using var hub = Hub();
        string[] ids = [.. Enumerable.Range(0, 20).Select(i => $"{i}")];
        foreach (var id in ids)
        {
            await hub.StartAsync("Wait", id, "a");
            if (id == "9")
                hub.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var found = new List<string>();
        var query = new SearchQuery { States = All, Group = group, PageSize = 3, IsOldestFirst = true };
        do
        {
            var page = await hub.Service.SearchAsync(query);
            found.AddRange(page.InstanceIds);
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null);

        Assert.Equal(ids, found);
    }

    [Fact]
    public async Task Count_OfGroupsAndStates_HasTheEarliestAndThoseOfEachMinute()
    {
        await using var hub = Hub();
        var start = hub.Clock.GetUtcNow().UtcDateTime;
        await hub.StartAsync("Wait", "old", "a");
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        await hub.StartAsync("Wait", "new-1", "a");
        await hub.StartAsync("Wait", "new-2", "a");
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await hub.StartAsync("Wait", "newest", "b");

        var counts = await hub.Service.CountAsync(start + TimeSpan.FromMinutes(4));

        Assert.Equal(
            [("a", "Pending", 3L, start), ("b", "Pending", 1L, start + TimeSpan.FromMinutes(6))],
            counts.Select(count => (count.Group, count.State, count.Count, count.Earliest)));
        Assert.Equal([KeyValuePair.Create(1, 2L)], counts[0].Recent);
        Assert.Equal([KeyValuePair.Create(2, 1L)], counts[1].Recent);
    }

    [Fact]
    public async Task Count_AtTheEndsOfMinutes_CountsEachInstanceOnce()
    {
        await using var hub = Hub();
        var from = hub.Clock.GetUtcNow().UtcDateTime;
        TimeSpan[] times =
        [
            TimeSpan.Zero,
            TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromMinutes(4),
        ];
        foreach (var time in times)
        {
            hub.Clock.Advance(from + time - hub.Clock.GetUtcNow().UtcDateTime);
            await hub.StartAsync("Wait", $"at-{time}", "a");
        }

        var count = Assert.Single(await hub.Service.CountAsync(from));

        Assert.Equal((4L, from), (count.Count, count.Earliest));
        Assert.Equal(
            [KeyValuePair.Create(0, 2L), KeyValuePair.Create(1, 1L), KeyValuePair.Create(4, 1L)],
            count.Recent.OrderBy(minute => minute.Key));
    }

    [Fact]
    public async Task Count_GroupAndStateAreEmpty_CountsThemToo()
    {
        await using var hub = new TestHub(options: new SqliteOrchestrationServiceOptions
        {
            Path = "hub.db",
            SearchKeysOf = state => new SearchKeys("", "", state.CreatedTime),
        });
        await hub.StartAsync("Wait", "one", "a");

        var count = Assert.Single(await hub.Service.CountAsync(hub.Clock.GetUtcNow().UtcDateTime));

        Assert.Equal(("", "", 1L), (count.Group, count.State, count.Count));
    }

    [Fact]
    public async Task CountRecent_OlderInstances_CountOnlyInWholeStates()
    {
        await using var hub = Hub();
        var start = hub.Clock.GetUtcNow().UtcDateTime;
        await hub.StartAsync("Wait", "old", "a");
        await hub.StartAsync("Wait", "old-too", "b");
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        await hub.StartAsync("Wait", "new", "a");
        var from = start + TimeSpan.FromMinutes(4);

        var recent = await hub.Service.CountRecentAsync(from, ["Running"]);
        var whole = await hub.Service.CountRecentAsync(from, ["Pending"]);

        Assert.Equal(
            [("a", "Pending", 1L, start + TimeSpan.FromMinutes(5))],
            recent.Select(count => (count.Group, count.State, count.Count, count.Earliest)));
        Assert.Equal(
            [("a", "Pending", 2L, start), ("b", "Pending", 1L, start)],
            whole.Select(count => (count.Group, count.State, count.Count, count.Earliest)));
        Assert.Equal([KeyValuePair.Create(1, 1L)], whole[0].Recent);
        Assert.Empty(whole[1].Recent);
    }

    [Fact]
    public async Task Search_ByTimeAndId_IsInclusive()
    {
        await using var hub = Hub();
        var times = new List<DateTime>();
        foreach (var id in new[] { "b1", "a1", "a2", "b2" })
        {
            times.Add(hub.Clock.GetUtcNow().UtcDateTime);
            await hub.StartAsync("Wait", id, "a");
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["a2", "a1"], await IdsAsync(hub, new SearchQuery { States = All, From = times[1], To = times[2] }));
        Assert.Equal(["a2", "a1"], await IdsAsync(hub, new SearchQuery { States = All, IdPrefix = "a" }));
        Assert.Equal(["b2"], await IdsAsync(hub, new SearchQuery { States = All, IdPrefix = "b", From = times[1] }));
        Assert.Equal(["b1"], await IdsAsync(hub, new SearchQuery { States = All, IdPrefix = "b", To = times[1] }));
        Assert.Equal([], await IdsAsync(hub, new SearchQuery { States = ["Failed"], IdPrefix = "b" }));
    }

    [Fact]
    public async Task Search_InstancesOfBefore_AreFoundAfterTheStart()
    {
        await using var before = new TestHub();
        foreach (var i in Enumerable.Range(0, 250))
            await before.StartAsync("Wait", $"old-{i}", "a");
        await before.Service.DisposeAsync();
        using var database = SqliteDatabase.Open(before.Path, create: false);
        Assert.Equal(long.MaxValue, database.ReadNumber("SELECT up_to FROM search_backlog"));

        await using var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions
        {
            Path = before.Path,
            SearchKeysOf = KeysOf,
        });
        await service.StartAsync();
        SearchPage page;
        do
        {
            await Task.Yield();
            page = await service.SearchAsync(new SearchQuery { States = All, PageSize = 300 });
        }
        while (page.InstanceIds.Count < 250);

        Assert.Equal(Enumerable.Range(0, 250).Reverse().Select(i => $"old-{i}"), page.InstanceIds);
    }

    [Fact]
    public async Task Search_WithoutTheOptionOrWithAForeignToken_IsRejected()
    {
        await using var plain = new TestHub();
        await Assert.ThrowsAsync<InvalidOperationException>(() => plain.Service.SearchAsync(new SearchQuery { States = All }));
        await using var hub = Hub();
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Service.SearchAsync(new SearchQuery { States = [] }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => hub.Service.SearchAsync(new SearchQuery { States = All, ContinuationToken = "x" }));
    }

    private static TestHub Hub() =>
        new TestHub(options: new SqliteOrchestrationServiceOptions { Path = "hub.db", SearchKeysOf = KeysOf })
            .Orchestration("Echo", (_, _, input) => Task.FromResult(input))
            .Orchestration("Wait", async (_, events, _) => await events.WaitAsync("go"));

    private static SearchKeys? KeysOf(OrchestrationState state) =>
        new(state.Input.Trim('"'), state.OrchestrationStatus.ToString(), state.CreatedTime);

    private static async Task<IReadOnlyList<string>> IdsAsync(TestHub hub, SearchQuery query) =>
        (await hub.Service.SearchAsync(query)).InstanceIds;
}
