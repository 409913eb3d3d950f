using System.Net.Http.Json;
using System.Text.Json;
using DurableTask.Core.History;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Gateways with less than a request every ten seconds, behind which messages wait for long.</summary>
public sealed class LowRateTests
{
    private const string Catalogue =
        """
        {
          "gateways": {
            "slow": { "url": "GATEWAY/slow", "limits": { "perMinute": 5 } },
            "daily": { "url": "GATEWAY/daily", "limits": { "perDay": 3 } },
            "lively": { "url": "GATEWAY/lively" }
          }
        }
        """;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Messages_ThirtyAtFiveAMinute_ArriveOnceEachAndNoMoreInAnyMinute()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        var start = relay.Clock.GetUtcNow();
        var ids = await SendAsync(relay, 30, "slow");

        for (var step = 0; step < 36; step++)
        {
            await relay.AdvanceAsync(Minute / 6);
            Assert.Equal(0, await InFlightAsync(relay, "slow"));
        }

        // Messages of one minute start at the same time, in any order.
        Assert.Equal(
            ids.Chunk(5).SelectMany(minute => minute.Order()),
            relay.Gateway.Requests.Select(request => request.MessageId).Chunk(5).SelectMany(minute => minute.Order()));
        AssertRate(relay.Gateway.Requests, 5, Minute);
        Assert.InRange(relay.Gateway.Requests[^1].At - start, 5 * Minute, 5 * Minute + TimeSpan.FromSeconds(10));
        foreach (var id in ids)
            Assert.InRange((await relay.HistoryAsync(id)).OfType<TimerCreatedEvent>().Count(), 0, 3);
    }

    [Fact]
    public async Task Messages_ThatWait_DelayNoOtherGateway()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        await SendAsync(relay, 30, "daily");
        await relay.IdleAsync();

        // The clock doesn't advance: a request that had to wait would wait forever.
        var id = await relay.SendAsync(gateway: "lively");
        await relay.IdleAsync();

        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
        Assert.Equal(3, relay.Gateway.Requests.Count(request => request.Target == "/daily"));
        Assert.Equal(0, await InFlightAsync(relay, "daily"));
    }

    [Fact]
    public async Task Messages_OfARateThatIsRaised_FollowTheNextMessage()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue);
        var ids = await SendAsync(relay, 30, "daily");
        await relay.AdvanceAsync(Minute);
        await File.WriteAllTextAsync(
            relay.CataloguePath,
            Catalogue.Replace("GATEWAY", relay.Gateway.Url, StringComparison.Ordinal)
                .Replace("\"perDay\": 3", "\"perDay\": 300", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var catalogue = relay.Services.GetRequiredService<CatalogueMonitor>();
        while (catalogue.Current.Find("daily")?.Limits.PerDay != 300)
            relay.Clock.Advance(TimeSpan.FromSeconds(1));

        ids.Add(await relay.SendAsync(gateway: "daily"));
        for (var second = 0; second < 10; second++)
            await relay.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(ids.Order(), relay.Gateway.Requests.Select(request => request.MessageId).Order());
    }

    [Theory]
    [InlineData("slow", 5, 30, 60, 10)]
    [InlineData("daily", 3, 9, 86_400, 3600)]
    public async Task Messages_ThatWaitWhenTheServerRestarts_KeepTheRate(
        string gateway, int number, int messages, int seconds, int step)
    {
        var period = TimeSpan.FromSeconds(seconds);
        await using var died = await RelayHost.StartAsync(catalogue: Catalogue);
        var ids = await SendAsync(died, messages, gateway);
        for (var at = TimeSpan.Zero; at < period * 1.5; at += TimeSpan.FromSeconds(step))
            await died.AdvanceAsync(TimeSpan.FromSeconds(step));
        var before = died.Gateway.Requests.ToArray();
        await using var relay = await RelayHost.StartAsync(died.StorePath, died.Clock.GetUtcNow(), Catalogue);

        for (var at = TimeSpan.Zero; at < period * messages / number; at += TimeSpan.FromSeconds(step))
            await relay.AdvanceAsync(TimeSpan.FromSeconds(step));

        Assert.Equal(2 * number, before.Length);
        ReceivedRequest[] all = [.. before, .. relay.Gateway.Requests];
        Assert.Equal(ids.Order(), all.Select(request => request.MessageId).Order());
        AssertRate(all, number, period);
    }

    private static async Task<List<string>> SendAsync(RelayHost relay, int messages, string gateway)
    {
        var ids = new List<string>();
        for (var i = 0; i < messages; i++)
            ids.Add(await relay.SendAsync($"{i}", gateway));
        await relay.IdleAsync();
        return ids;
    }

    private static void AssertRate(IReadOnlyList<ReceivedRequest> requests, int number, TimeSpan period) => Assert.All(
        requests.Zip(requests.Skip(number)),
        pair => Assert.True(pair.Second.At - pair.First.At >= period, $"{pair.First.At:O} and {pair.Second.At:O}"));

    private static async Task<int> InFlightAsync(RelayHost relay, string gateway)
    {
        var overview = await relay.Http.GetFromJsonAsync<JsonElement>(
            new Uri("/overview", UriKind.Relative), TestContext.Current.CancellationToken);
        return overview.GetProperty("gateways").EnumerateArray()
            .Single(other => other.GetProperty("name").GetString() == gateway).GetProperty("inFlight").GetInt32();
    }
}
