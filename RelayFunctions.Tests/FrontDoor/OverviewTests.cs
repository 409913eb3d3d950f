using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Overviews;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class OverviewTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Overview_Messages_AreCountedByGatewayStatusAndMinute()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "good": { "url": "GATEWAY/good" }, "quiet": { "url": "GATEWAY/quiet" } } }""");
        relay.Gateway.Respond = request => request.Target == "/good" ? StubResponse.Ok : StubResponse.Unavailable;
        await relay.SendAsync(gateway: "good");
        await relay.AdvanceAsync(TimeSpan.FromHours(2));
        await relay.SendAsync(gateway: "good");
        await relay.SendAsync(gateway: "bad");
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(Minute);
        await relay.SendAsync(gateway: "bad");
        await relay.AdvanceAsync(OverviewReader.MinAge);

        var overview = await OverviewAsync(relay);

        Assert.True(overview.GetProperty("isComplete").GetBoolean());
        Assert.Equal("2030-01-01T13:03:00Z", overview.GetProperty("from").GetString());
        var gateways = overview.GetProperty("gateways");
        Assert.Equal(["good", "quiet", "bad"], gateways.EnumerateArray().Select(gateway => gateway.GetProperty("name").GetString()));
        Assert.Equal("""{"delivered":2}""", gateways[0].GetProperty("counts").GetRawText());
        Assert.Equal("""{"delivered":1}""", gateways[0].GetProperty("lastHour").GetRawText());
        Assert.Equal("{}", gateways[1].GetProperty("counts").GetRawText());
        Assert.Equal("""{"failed":1,"waiting":1}""", gateways[2].GetProperty("counts").GetRawText());
        Assert.Equal("2030-01-01T14:02:00Z", gateways[2].GetProperty("oldestWaitingAt").GetString());
        Assert.Equal([(57, 1L)], Minutes(overview, "delivered"));
        Assert.Equal([(57, 1L)], Minutes(overview, "failed"));
        Assert.Equal([(59, 1L)], Minutes(overview, "waiting"));
    }

    [Fact]
    public async Task Overview_GatewayThatAsksToRetryLater_IsClosedUntilItsWaitIsOver()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "narrow": { "url": "GATEWAY/narrow" } } }""");
        relay.Gateway.Respond = _ => new StubResponse(429, "", ("Retry-After", "300"));
        await relay.SendAsync(gateway: "narrow");
        await relay.IdleAsync();

        Assert.Equal("2030-01-01T12:05:00Z", Closed(await OverviewAsync(relay)));

        relay.Gateway.Respond = _ => StubResponse.Ok;
        await relay.AdvanceAsync(5 * Minute);
        Assert.Null(Closed(await OverviewAsync(relay)));

        static string? Closed(JsonElement overview) =>
            overview.GetProperty("gateways")[0].TryGetProperty("closedUntil", out var until) ? until.GetString() : null;
    }

    [Fact]
    public async Task OverviewEvents_WhileMessagesArrive_ReportThemUntilTheListenerLeaves()
    {
        await using var relay = await RelayHost.StartAsync();
        using var response = await relay.Http.GetAsync(
            new Uri("/overview/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(["no"], response.Headers.GetValues("X-Accel-Buffering"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty((await NextAsync(reader)).GetProperty("gateways").EnumerateArray());

        await relay.SendAsync(gateway: "gateway_1");
        await relay.AdvanceAsync(OverviewReader.MinAge);
        Assert.Equal("gateway_1", (await NextAsync(reader)).GetProperty("gateways")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task OverviewEvents_CountThatTakesTime_IsSentOnceAndFollowedByTheNext()
    {
        await using var relay = await RelayHost.StartAsync();
        var cost = TimeSpan.FromMilliseconds(50);
        using var reader = new OverviewReader(
            new TimedStatistics(relay, cost), relay.Services.GetRequiredService<CatalogueMonitor>(),
            relay.Services.GetRequiredService<GatewayLimiter>(), relay.Clock);
        using var events = new OverviewEvents(reader, relay.Clock);
        await using var listener = events
            .ListenAsync(relay.Services.GetRequiredService<DurableTaskClient>(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.Equal("2030-01-01T12:00:00Z", await NextAsync());
        var next = NextAsync();
        relay.Clock.Advance(OverviewReader.MinAge - cost);
        relay.Clock.Advance(cost);

        Assert.Equal("2030-01-01T12:00:02.05Z", await next);

        async Task<string?> NextAsync()
        {
            Assert.True(await listener.MoveNextAsync());
            return JsonElement.Parse(listener.Current).GetProperty("at").GetString();
        }
    }

    [Fact]
    public async Task OverviewEvents_CancelledDuringACount_End()
    {
        await using var relay = await RelayHost.StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await using var listener = relay.Services.GetRequiredService<OverviewEvents>()
            .ListenAsync(relay.Services.GetRequiredService<DurableTaskClient>(), stop.Token)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.False(await listener.MoveNextAsync());
    }

    [Fact]
    public async Task OverviewEvents_WhileTheServerStops_AreRefusedForNow()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        using var refused = await relay.Http.GetAsync(
            new Uri("/overview/events", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("The server is stopping.", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Overview_WithoutTheKey_IsRejected()
    {
        await using var relay = await RelayHost.StartAsync(settings: ["--Functions:Keys:operator=k1"]);

        foreach (var path in new[] { "/overview", "/overview/events", "/catalogue", "/messages/01b8db00-0000-7000-8000-000000000000/request" })
        {
            using var refused = await relay.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    private static Task<JsonElement> OverviewAsync(RelayHost relay) =>
        relay.Http.GetFromJsonAsync<JsonElement>(new Uri("/overview", UriKind.Relative), TestContext.Current.CancellationToken);

    private static IEnumerable<(int Minute, long Count)> Minutes(JsonElement overview, string status) =>
        overview.GetProperty("perMinute").GetProperty(status).EnumerateArray()
            .Select((count, minute) => (minute, count.GetInt64()))
            .Where(entry => entry.Item2 > 0);

    private static async Task<JsonElement> NextAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonElement.Parse(line["data: ".Length..]);
        }

        throw new EndOfStreamException();
    }

    /// <summary>Counts no messages, which takes the given time.</summary>
    private sealed class TimedStatistics(RelayHost relay, TimeSpan cost) : IMessageStatistics
    {
        public Task<MessageStatistics> ReadAsync(DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken)
        {
            relay.Clock.Advance(cost);
            return Task.FromResult(new MessageStatistics([], true));
        }

        public Task<MessageStatistics> ReadRecentAsync(DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken) =>
            ReadAsync(client, from, cancellationToken);
    }
}
