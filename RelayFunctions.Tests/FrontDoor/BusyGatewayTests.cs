using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class BusyGatewayTests
{
    private const int InFlight = 50;

    private static readonly int Messages = TestSize.Of(normal: 500, @long: 10_000);
    private static readonly int Rounds = Messages / InFlight;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Messages_ManyForAGatewayThatHangs_WaitOnceEachAndDelayNoOther()
    {
        await using var relay = await RelayHost.StartAsync(catalogue:
            """
            {
              "gateways": {
                "hanging": { "url": "GATEWAY/hanging", "limits": { "inFlight": 50 } },
                "lively": { "url": "GATEWAY/lively" }
              }
            }
            """);
        relay.Gateway.Respond = request => request.Target == "/hanging" ? StubResponse.Ok with { After = Hang } : StubResponse.Ok;
        var start = relay.Clock.GetUtcNow();
        var ids = new List<string>(Messages);
        foreach (var batch in Enumerable.Range(0, Messages).Chunk(100))
            ids.AddRange(await Task.WhenAll(batch.Select(_ => relay.SendAsync(gateway: "hanging"))));

        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < InFlight; i++)
                await relay.Gateway.ArrivalAsync();
            if (round % 5 == 0)
                await SendLivelyAsync(relay);
            relay.Clock.Advance(Hang);
        }

        await relay.IdleAsync();
        var requests = relay.Gateway.Requests.Where(request => request.Target == "/hanging").ToArray();
        Assert.Equal(ids.Order(), requests.Select(request => request.MessageId).Order());
        Assert.Equal(
            Enumerable.Range(0, Messages).Select(i => start + (Hang * (i / InFlight))), requests.Select(request => request.At));
        await AssertHistoriesAsync(relay, ids);
    }

    // The host runs an activity only while there is memory for it: those of one gateway must not take all of it.
    [Fact]
    public async Task Messages_LongOnesForAGatewayThatHangs_LeaveMemoryForOthers()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "hanging": { "url": "GATEWAY/hanging" }, "lively": { "url": "GATEWAY/lively" } } }""",
            configure: builder => builder.Services.AddSingleton(
                provider => new GatewayLimiter(provider.GetRequiredService<TimeProvider>(), availableBytes: 512L * 1024 * 1024)));
        relay.Gateway.Respond = request => request.Target == "/hanging" ? StubResponse.Never : StubResponse.Ok;
        var text = new string('a', 262_144);
        for (var i = 0; i < 30; i++)
            await relay.SendAsync(text, gateway: "hanging");
        await relay.SendAsync(text, gateway: "lively");

        while (!relay.Gateway.Requests.Any(request => request.Target == "/lively"))
            await relay.Gateway.ArrivalAsync();

        Assert.InRange(relay.Gateway.Requests.Count(request => request.Target == "/hanging"), 1, 13);
    }

    [Fact]
    public async Task Messages_OverAGatewaysRate_StartNoMoreInAnySecondAndFollowAChangeOfIt()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Metered("GATEWAY", perSecond: 2));
        var start = relay.Clock.GetUtcNow();

        await SendMeteredAsync(relay, messages: 5, arrivals: [2, 2, 1]);
        await File.WriteAllTextAsync(
            relay.CataloguePath, Metered(relay.Gateway.Url, perSecond: 10), TestContext.Current.CancellationToken);
        var catalogue = relay.Services.GetRequiredService<CatalogueMonitor>();
        while (catalogue.Current.Find("metered")?.Limits.PerSecond != 10)
            await Task.Yield();
        // One start of this second has been used.
        await SendMeteredAsync(relay, messages: 20, arrivals: [9, 10, 1]);

        Assert.Equal(
            [.. Times(0, 2), .. Times(1, 2), .. Times(2, 1 + 9), .. Times(3, 10), .. Times(4, 1)],
            relay.Gateway.Requests.Select(request => (request.At - start).TotalSeconds));
    }

    private static string Metered(string gateway, int perSecond) =>
        $$"""{ "gateways": { "metered": { "url": "{{gateway}}/metered", "limits": { "perSecond": {{perSecond}} } } } }""";

    private static async Task SendMeteredAsync(RelayHost relay, int messages, int[] arrivals)
    {
        for (var i = 0; i < messages; i++)
            await relay.SendAsync(gateway: "metered");
        for (var second = 0; second < arrivals.Length; second++)
        {
            if (second > 0)
                relay.Clock.Advance(TimeSpan.FromSeconds(1));
            for (var i = 0; i < arrivals[second]; i++)
                await relay.Gateway.ArrivalAsync();
        }
    }

    private static IEnumerable<double> Times(double second, int requests) => Enumerable.Repeat(second, requests);

    // The clock doesn't advance: a request that had to wait would wait forever.
    private static async Task SendLivelyAsync(RelayHost relay)
    {
        var id = await relay.SendAsync(gateway: "lively");
        await relay.Gateway.ArrivalAsync();
        while ((await relay.StatusAsync(id)).GetProperty("status").GetString() != "delivered")
            await Task.Yield();
        Assert.Equal(0, WaitsIn(await relay.HistoryAsync(id)));
    }

    private static async Task AssertHistoriesAsync(RelayHost relay, IReadOnlyList<string> ids)
    {
        var waits = 0;
        foreach (var id in ids)
        {
            var history = await relay.HistoryAsync(id);
            waits += WaitsIn(history);
        }

        // One call for each message, and another if its permit was freed too late, which depends on the machine's load.
        // A queue without reservations would call in each round: five times.
        Assert.InRange(waits, Messages - InFlight, Messages * 3);
    }

    private static int WaitsIn(IReadOnlyList<HistoryEvent> history) => history.OfType<TimerCreatedEvent>().Count();
}
