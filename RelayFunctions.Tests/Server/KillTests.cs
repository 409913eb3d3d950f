using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using DurableTask.Sqlite.Tests.Support;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Server;

/// <summary>A real server process, really killed (SIGKILL) at random moments under load.</summary>
public sealed class KillTests
{
    private const int Senders = 16;

    // Each poll takes processor time from the server.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private static readonly int Kills = TestSize.Of(normal: 3, @long: 50);

    [Fact]
    public async Task Server_KilledRepeatedlyUnderLoad_DeliversAllAcceptedMessages()
    {
        using var folder = new TempFolder();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        var settings = new Dictionary<string, string>
        {
            ["Relay__GatewayBaseUrl"] = gateway.Url,
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__EmbeddedFunctions"] = "Information",
        };
        ConcurrentBag<string> accepted = [];
        var deliveredIn = new Dictionary<string, int>();
        var livesOfArrivals = new Dictionary<string, List<int>>();
        var random = new Random(20261125);
        var seen = 0;

        for (var life = 0; life < Kills; life++)
        {
            await using var server = await ServerProcess.StartAsync(folder.Path, settings);
            using var http = new HttpClient { BaseAddress = server.Address };
            gateway.ForgetArrivals();
            var toWatch = Channel.CreateUnbounded<string>();
            var senders = Enumerable.Range(0, Senders).Select(_ => SendUntilItDiesAsync(http, accepted, toWatch.Writer)).ToArray();
            var watcher = SeeDeliveredUntilItDiesAsync(http, toWatch.Reader);
            // The kill happens after a number of arrivals at the gateway, not after a time.
            for (var arrivals = random.Next(20, 400); arrivals > 0; arrivals--)
                await gateway.ArrivalAsync();
            await server.KillAsync();
            await Task.WhenAll(senders);
            toWatch.Writer.Complete();
            foreach (var id in await watcher)
                deliveredIn.Add(id, life);
            seen = RecordArrivals(gateway, livesOfArrivals, seen, life);
        }

        await using var last = await ServerProcess.StartAsync(folder.Path, settings);
        using var client = new HttpClient { BaseAddress = last.Address };
        foreach (var id in accepted)
            await UntilDeliveredAsync(client, id);
        RecordArrivals(gateway, livesOfArrivals, seen, Kills);

        Assert.True(accepted.Count > Kills, $"Only {accepted.Count} messages were accepted in {Kills} lives.");
        Assert.Empty(accepted.Except(livesOfArrivals.Keys));
        // No attempt failed, so each request is a first attempt; one is sent again only after a kill that caught it in
        // flight.
        Assert.All(gateway.Requests, request => Assert.Equal(1, request.Attempt));
        Assert.All(livesOfArrivals, message => Assert.Equal(message.Value.Distinct(), message.Value));
        // A message that was reported as delivered had been recorded, and so was not in flight at a later kill.
        Assert.True(deliveredIn.Count > Kills, $"Only {deliveredIn.Count} messages were seen as delivered in {Kills} lives.");
        Assert.All(deliveredIn, message => Assert.True(livesOfArrivals[message.Key][^1] <= message.Value, message.Key));
        TestContext.Current.SendDiagnosticMessage(
            $"{accepted.Count} accepted, {gateway.Requests.Count} requests, {deliveredIn.Count} seen as delivered, " +
            $"{livesOfArrivals.Values.Count(lives => lives.Count > 1)} sent again");
    }

    private static async Task SendUntilItDiesAsync(
        HttpClient http, ConcurrentBag<string> accepted, ChannelWriter<string> toWatch)
    {
        try
        {
            while (true)
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"message": "a", "gateway": "gateway_1"}"""));
                using var response = await http.PostAsync(new Uri("/send_message", UriKind.Relative), content);
                response.EnsureSuccessStatusCode();
                var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
                accepted.Add(id);
                toWatch.TryWrite(id);
            }
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: null } or IOException)
        {
            // The kill: requests in flight got no response, so nothing was promised.
        }
    }

    private static async Task<IReadOnlyList<string>> SeeDeliveredUntilItDiesAsync(
        HttpClient http, ChannelReader<string> accepted)
    {
        var delivered = new List<string>();
        try
        {
            await foreach (var id in accepted.ReadAllAsync())
            {
                await UntilDeliveredAsync(http, id);
                delivered.Add(id);
            }
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: null } or IOException)
        {
            // The kill: messages that were not seen by now are ignored.
        }

        return delivered;
    }

    private static int RecordArrivals(RecordingGateway gateway, Dictionary<string, List<int>> lives, int from, int life)
    {
        var requests = gateway.Requests;
        foreach (var request in requests.Skip(from))
        {
            if (!lives.TryGetValue(request.MessageId, out var of))
                lives[request.MessageId] = of = [];
            of.Add(life);
        }

        return requests.Count;
    }

    private static async Task UntilDeliveredAsync(HttpClient http, string id)
    {
        while (true)
        {
            var status = await http.GetFromJsonAsync<JsonElement>(
                new Uri($"/messages/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            if (status.GetProperty("status").GetString() == "delivered")
                return;
            Assert.NotEqual("failed", status.GetProperty("status").GetString());
            await Task.Delay(PollInterval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
