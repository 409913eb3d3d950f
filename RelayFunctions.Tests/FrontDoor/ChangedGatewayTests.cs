using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>A changed entry of the catalogue counts for the messages that wait already, although no other follows.</summary>
public sealed class ChangedGatewayTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(""" "url": "GATEWAY/new" """)]
    [InlineData(""" "url": "GATEWAY/old", "retry": { "maxInterval": "00:01:00" } """)]
    public async Task Messages_WaitForAClosedGatewayThatChanges_AreSentWithinTheNewTime(string changed)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue(""" "url": "GATEWAY/old" """));
        var start = relay.Clock.GetUtcNow();
        relay.Gateway.Respond = request => request.At == start ? new StubResponse(429, "", ("Retry-After", "3000")) : StubResponse.Ok;
        var refused = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();
        var waiting = await SendAsync(relay, 15);

        await ChangeAsync(relay, changed);
        for (var minute = 0; minute < 3; minute++)
            await relay.AdvanceAsync(Minute);

        Assert.Equal(waiting.Order(), relay.Gateway.Requests.Skip(1).Select(request => request.MessageId).Order());
        // The pause after a failure is the message's own.
        Assert.Equal("waiting", (await relay.StatusAsync(refused)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(""" "url": "GATEWAY/old", "limits": { "perHour": 1 } """, """ "url": "GATEWAY/old", "limits": { "perSecond": 5 } """)]
    [InlineData(""" "url": "GATEWAY/old", "paused": true, "limits": { "perHour": 1 } """, """ "url": "GATEWAY/old" """)]
    public async Task Messages_WaitForAGatewayWhoseLimitIsRaised_AreSentWithinMinutes(string before, string changed)
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue(before));
        var waiting = await SendAsync(relay, 15);
        Assert.InRange(relay.Gateway.Requests.Count, 0, 1);

        await ChangeAsync(relay, changed);
        for (var minute = 0; minute < 3; minute++)
            await relay.AdvanceAsync(Minute);

        Assert.Equal(waiting.Order(), relay.Gateway.Requests.Select(request => request.MessageId).Order());
    }

    [Fact]
    public async Task Messages_WaitForAGatewayThatGoesOnWhileNoMessageCanBeCounted_AreSentWithinMinutes()
    {
        const string alerts = """ "ops": { "gateway": "other", "oldestWaiting": "00:10:00" } """;
        await using var relay = await RelayHost.StartAsync(
            catalogue: Catalogue(""" "url": "GATEWAY/old", "paused": true """, alerts: alerts),
            configure: builder => builder.Services.AddSingleton<IMessageStatistics>(new DamagedStatistics()));
        await relay.AdvanceAsync(Minute / 2);
        // They poll by themselves a minute later.
        var waiting = await SendAsync(relay, 3);

        await ChangeAsync(relay, """ "url": "GATEWAY/old" """, alerts: alerts);
        await relay.AdvanceAsync(Minute / 2);

        Assert.Equal(waiting.Order(), relay.Gateway.Requests.Select(request => request.MessageId).Order());
    }

    [Fact]
    public async Task Messages_WaitForAClosedGatewayWhileAnotherChanges_StayClosed()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue(""" "url": "GATEWAY/old" """));
        relay.Gateway.Respond = _ => new StubResponse(429, "", ("Retry-After", "3000"));
        await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();
        await SendAsync(relay, 15);

        await ChangeAsync(relay, """ "url": "GATEWAY/old" """, other: "GATEWAY/changed");
        for (var minute = 0; minute < 5; minute++)
            await relay.AdvanceAsync(Minute);

        Assert.Single(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Message_CancelledWhileItWaits_DoesNotKeepTheOthersAsleep()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogue(""" "url": "GATEWAY/old" """));
        var start = relay.Clock.GetUtcNow();
        relay.Gateway.Respond = request => request.At == start ? new StubResponse(429, "", ("Retry-After", "3000")) : StubResponse.Ok;
        await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();
        var waiting = await SendAsync(relay, 3);
        using (await relay.PostAsync($"/messages/{waiting[0]}/cancel"))
            await relay.IdleAsync();

        await ChangeAsync(relay, """ "url": "GATEWAY/new" """);
        for (var minute = 0; minute < 3; minute++)
            await relay.AdvanceAsync(Minute);

        Assert.Equal(waiting.Skip(1), relay.Gateway.Requests.Skip(1).Select(request => request.MessageId));
    }

    private static async Task<IReadOnlyList<string>> SendAsync(RelayHost relay, int count)
    {
        List<string> ids = [];
        for (var i = 0; i < count; i++)
            ids.Add(await relay.SendAsync(gateway: "partner"));
        await relay.IdleAsync();
        return ids;
    }

    private static string Catalogue(string partner, string other = "GATEWAY/other", string marker = "GATEWAY/1", string alerts = "") =>
        $$"""{ "gateways": { "partner": { {{partner}} }, "other": { "url": "{{other}}" }, "marker": { "url": "{{marker}}" } }, "alerts": { {{alerts}} } }""";

    // The marker shows that the change is in use.
    private static async Task ChangeAsync(
        RelayHost relay, string partner, string other = "GATEWAY/other", string alerts = "")
    {
        await File.WriteAllTextAsync(
            relay.CataloguePath,
            Catalogue(partner, other, "GATEWAY/2", alerts).Replace("GATEWAY", relay.Gateway.Url, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        while (!await ShowsAsync(relay, "/2"))
            await Task.Yield();
    }

    private static async Task<bool> ShowsAsync(RelayHost relay, string path)
    {
        using var response = await relay.PostAsync("/gateways/marker/preview", """{"message": "a"}""");
        var request = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return request.GetProperty("url").GetString()!.EndsWith(path, StringComparison.Ordinal);
    }

    /// <summary>Statistics whose store has a damaged page.</summary>
    private sealed class DamagedStatistics : IMessageStatistics
    {
        public Task<MessageStatistics> ReadAsync(
            DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken) =>
            throw new InvalidDataException();

        public Task<MessageStatistics> ReadRecentAsync(
            DurableTaskClient client, DateTimeOffset from, CancellationToken cancellationToken) =>
            throw new InvalidDataException();
    }
}
