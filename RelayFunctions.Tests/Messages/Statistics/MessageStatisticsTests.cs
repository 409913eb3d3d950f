using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Messages.Statistics;

/// <summary>Both ways to count messages, by the store's index and by the queries of any backend, agree.</summary>
public sealed class MessageStatisticsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Recent_OfEachStatusAndKind_IsTheSameByTheIndexAndByTheClient()
    {
        await using var relay = await StartAsync();
        await SendEachKindAsync(relay);

        var (byIndex, byClient) = await CountAsync(relay, (statistics, client, from) => statistics.ReadRecentAsync(client, from, CancellationToken.None));

        Assert.Equal(Lines(byClient.Counts), Lines(byIndex.Counts));
        Assert.Equal(Lines(byClient.FailedOver), Lines(byIndex.FailedOver));
        Assert.Equal(
            ["Cancelled Usual", "Delivered FailedOver", "Delivered Usual", "Expired Usual", "Failed Usual", "Waiting Deferred", "Waiting Due", "Waiting Usual"],
            byIndex.Counts.Select(count => $"{count.Status} {count.Kind}").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("b", Assert.Single(byIndex.FailedOver).Gateway);
    }

    [Fact]
    public async Task Recent_AfterAnHour_HasOnlyWhatWaits()
    {
        await using var relay = await StartAsync();
        await SendEachKindAsync(relay);
        // The second and the third attempt of those that wait.
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(TimeSpan.FromHours(2));
        await relay.SendAsync(gateway: "a");
        await relay.IdleAsync();

        var (byIndex, byClient) = await CountAsync(relay, (statistics, client, from) => statistics.ReadRecentAsync(client, from, CancellationToken.None));

        Assert.Equal(Lines(byClient.Counts), Lines(byIndex.Counts));
        Assert.Equal(["Delivered Usual", "Waiting Deferred"], byIndex.Counts.Select(count => $"{count.Status} {count.Kind}").Order(StringComparer.Ordinal));
        Assert.Empty(byIndex.FailedOver);
    }

    [Fact]
    public async Task Recent_MessageThatIsSuspended_StillWaits()
    {
        await using var relay = await StartAsync();
        var id = await relay.SendAsync(gateway: "c");
        await relay.IdleAsync();
        await relay.Services.GetRequiredService<DurableTaskClient>().SuspendInstanceAsync(id, TestContext.Current.CancellationToken);
        await relay.AdvanceAsync(TimeSpan.FromHours(2));

        var (byIndex, byClient) = await CountAsync(relay, (statistics, client, from) => statistics.ReadRecentAsync(client, from, CancellationToken.None));

        Assert.Equal(Lines(byClient.Counts), Lines(byIndex.Counts));
        Assert.Equal(["Waiting Usual 1"], byIndex.Counts.Select(count => $"{count.Status} {count.Kind} {count.Count}"));
    }

    [Fact]
    public async Task Recent_MoreThanTheClientReads_HasTheNewest()
    {
        await using var relay = await StartAsync();
        var body = string.Join('\n', Enumerable.Repeat("""{"message": "m", "gateway": "a"}""", 1000));
        for (var batch = 0; batch < 2; batch++)
        {
            (await relay.PostAsync("/messages/batch", body)).Dispose();
            await relay.IdleAsync();
        }

        foreach (var pause in new[] { 30, 5, 5 })
        {
            await relay.AdvanceAsync(pause * Minute);
            await relay.SendAsync(gateway: "b");
            await relay.IdleAsync();
        }

        var (_, byClient) = await CountAsync(relay, (statistics, client, from) => statistics.ReadRecentAsync(client, from, CancellationToken.None));

        Assert.Equal(3, byClient.Counts.Single(count => count.Gateway == "b").Count);
        Assert.Equal(2000, byClient.Counts.Sum(count => count.Count));
    }

    [Fact]
    public async Task Recent_AfterTheClockWasSetBack_LeavesOutTheMinutesToCome()
    {
        await using var relay = await StartAsync();
        (await relay.PostAsync("/send_message", """{"message": "m", "gateway": ["b", "a"]}""")).Dispose();
        await relay.IdleAsync();
        relay.Clock.AdjustTime(relay.Clock.GetUtcNow() - (5 * Minute));

        var (byIndex, byClient) = await CountAsync(relay, (statistics, client, from) => statistics.ReadRecentAsync(client, from, CancellationToken.None));

        Assert.Equal(Lines(byClient.Counts), Lines(byIndex.Counts));
        Assert.All(Assert.Single(byIndex.Counts).PerMinute, count => Assert.Equal(0, count));
        Assert.Empty(byClient.FailedOver);
        Assert.Empty(byIndex.FailedOver);
    }

    [Fact]
    public async Task Read_OfEachStatusAndKind_IsTheSameByTheIndexAndByTheClient()
    {
        await using var relay = await StartAsync();
        await SendEachKindAsync(relay);

        var (byIndex, byClient) = await CountAsync(relay, (statistics, client, from) => statistics.ReadAsync(client, from, CancellationToken.None));

        Assert.Equal(Lines(byClient.Counts), Lines(byIndex.Counts));
        Assert.True(byIndex.IsComplete);
        Assert.False(byClient.IsComplete);
    }

    private static async Task<RelayHost> StartAsync()
    {
        var relay = await RelayHost.StartAsync(catalogue:
            """
            { "gateways": {
              "a": { "url": "GATEWAY/a" },
              "b": { "url": "GATEWAY/b", "retry": { "attempts": 1 } },
              "c": { "url": "GATEWAY/c" } } }
            """);
        relay.Gateway.Respond = request => request.Target == "/a" ? StubResponse.Ok : StubResponse.Unavailable;
        return relay;
    }

    private static async Task SendEachKindAsync(RelayHost relay)
    {
        foreach (var more in new[]
        {
            "\"gateway\": \"a\"",
            "\"gateway\": \"a\"",
            "\"gateway\": \"b\"",
            "\"gateway\": [\"b\", \"a\"]",
            "\"gateway\": \"c\", \"deliverAt\": \"2030-01-01T12:03:00Z\"",
            "\"gateway\": \"c\", \"deliverAt\": \"2030-01-02T12:00:00Z\"",
            "\"gateway\": \"c\", \"expiresAt\": \"2030-01-01T12:03:20Z\"",
        })
        {
            (await relay.PostAsync("/send_message", $$"""{"message": "m", {{more}}}""")).Dispose();
            await relay.AdvanceAsync(Minute / 2);
        }

        var cancelled = await relay.SendAsync(gateway: "c");
        await relay.IdleAsync();
        (await relay.PostAsync($"/messages/{cancelled}/cancel")).Dispose();
        await relay.SendAsync(gateway: "c");
        await relay.IdleAsync();
    }

    private static async Task<(MessageStatistics ByIndex, MessageStatistics ByClient)> CountAsync(
        RelayHost relay, Func<IMessageStatistics, DurableTaskClient, DateTimeOffset, Task<MessageStatistics>> count)
    {
        var client = relay.Services.GetRequiredService<DurableTaskClient>();
        var from = MessageCount.FirstMinute(relay.Clock.GetUtcNow());
        var byIndex = relay.Services.GetRequiredService<IMessageStatistics>();
        Assert.IsNotType<DurableMessageStatistics>(byIndex);
        return (await count(byIndex, client, from), await count(new DurableMessageStatistics(relay.Clock), client, from));
    }

    // Deferred messages are not due yet.
    private static IEnumerable<string> Lines(IEnumerable<MessageCount> counts) => counts
        .Select(count => $"{count.Gateway} {count.Status} {count.Kind} {count.Count} {count.OldestAcceptedAt:T} {(count.Kind == MessageKind.Deferred ? "" : $"{count.OldestDueAt:T}")} {string.Join(',', count.PerMinute)}")
        .Order(StringComparer.Ordinal);
}
