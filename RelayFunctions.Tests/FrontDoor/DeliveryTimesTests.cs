using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class DeliveryTimesTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task DeliverAt_InTheFuture_IsSentThenAndNotBefore()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await SendAsync(relay, "\"deliverAt\": \"2030-01-02T00:00:00Z\"");
        await relay.IdleAsync();

        var status = await relay.StatusAsync(id);
        Assert.Equal(("waiting", "2030-01-02T00:00:00Z", "2030-01-02T00:00:00Z"), (Text(status, "status"), Text(status, "nextAttemptAt"), Text(status, "deliverAt")));
        await relay.AdvanceAsync(TimeSpan.FromHours(12) - Tick);
        Assert.Empty(relay.Gateway.Requests);
        await relay.AdvanceAsync(Tick);
        Assert.Equal(id, Assert.Single(relay.Gateway.Requests).MessageId);
        Assert.Equal("delivered", Text(await relay.StatusAsync(id), "status"));
    }

    // Programs write nanoseconds, and leap seconds, which RFC 3339 allows.
    [Theory]
    [InlineData("2030-01-02T00:00:00.123456789Z", "2030-01-02T00:00:00.1234567Z")]
    [InlineData("2030-01-02T03:00:00.000000001+03:00", "2030-01-02T00:00:00Z")]
    [InlineData("2030-01-02T23:59:60Z", "2030-01-03T00:00:00Z")]
    [InlineData("2030-01-03T05:29:60.5+05:30", "2030-01-03T00:00:00.5Z")]
    public async Task DeliverAt_AsRfc3339Allows_IsAccepted(string text, string time)
    {
        await using var relay = await RelayHost.StartAsync();

        var id = await SendAsync(relay, $"\"deliverAt\": \"{text}\"");
        await relay.IdleAsync();

        Assert.Equal(time, Text(await relay.StatusAsync(id), "deliverAt"));
        Assert.Equal([id], await ListedAsync(relay, $"?acceptedTo={Uri.EscapeDataString(text)}"));
    }

    [Theory]
    [InlineData("2026-12-10T10:00:00+23:59", "is out of range: ")]
    [InlineData("9999-12-31T23:59:59-14:00", "is out of range: ")]
    [InlineData("2030-02-30T00:00:00Z", "is out of range: ")]
    [InlineData("2030-01-02T12:00:60Z", "is out of range: ")]
    [InlineData("2030-01-02T00:00:00", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02T00:00:00+0100", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02T00:00:00.5-0100", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02T00:00:00+01", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02T00:00:00+1:00", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02T00:00:00.Z", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02T00:00:00.+01:00", "must be a time of RFC 3339 with its offset")]
    [InlineData("2030-01-02T23:59:60.Z", "must be a time of RFC 3339 with its offset")]
    public async Task DeliverAt_OutOfRange_HasItsOwnFault(string text, string fault)
    {
        await using var relay = await RelayHost.StartAsync();

        using var sent = await relay.PostAsync("/send_message", $$"""{"message": "a", "gateway": "gateway_1", "deliverAt": "{{text}}"}""");
        using var listed = await relay.Http.GetAsync($"/messages?acceptedTo={Uri.EscapeDataString(text)}", TestContext.Current.CancellationToken);

        Assert.Contains($"deliverAt: {fault}", await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains($"acceptedTo: {fault}", await listed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30.00:00:00", "30 days")]
    [InlineData("1.12:00:00", "1 day 12 hours")]
    [InlineData("01:30:01", "1 hour 30 minutes 1 second")]
    public async Task DeliverAt_BeyondTheRetention_SaysItInWords(string retention, string words)
    {
        await using var relay = await RelayHost.StartAsync(settings: [$"--Relay:Retention={retention}"]);

        using var response = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "gateway_1", "deliverAt": "2031-01-01T00:00:00Z"}""");

        Assert.Contains(
            $"must be at most {words} from now", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeliverAt_InThePast_IsAtOnce()
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "gateway_1", "deliverAt": "2001-01-01T00:00:00Z"}""");
        await relay.IdleAsync();

        response.EnsureSuccessStatusCode();
        Assert.Single(relay.Gateway.Requests);
    }

    [Fact]
    public async Task DeliverAt_Cancelled_IsNeverSent()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await SendAsync(relay, "\"deliverAt\": \"2030-01-02T00:00:00Z\"");
        await relay.IdleAsync();

        using (await relay.PostAsync($"/messages/{id}/cancel"))
            await relay.IdleAsync();

        Assert.Equal("cancelled", Text(await relay.StatusAsync(id), "status"));
        Assert.Null(relay.Store.NextTimerDue);
        await relay.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Empty(relay.Gateway.Requests);
    }

    [Fact]
    public async Task DeliverAt_AfterARestart_IsKept()
    {
        using var folder = new TempFolder();
        var image = Path.Combine(folder.Path, "relay.db");
        string id;
        await using (var relay = await RelayHost.StartAsync())
        {
            id = await SendAsync(relay, "\"deliverAt\": \"2030-01-02T00:00:00Z\"");
            await relay.IdleAsync();
            StoreImage.Copy(relay.StorePath, image);
        }

        await using var restarted = await RelayHost.StartAsync(storeImage: image);
        await restarted.IdleAsync();
        Assert.Empty(restarted.Gateway.Requests);
        await restarted.AdvanceAsync(TimeSpan.FromHours(12));

        Assert.Equal(id, Assert.Single(restarted.Gateway.Requests).MessageId);
    }

    [Fact]
    public async Task ExpiresAt_BeforeTheNextAttempt_EndsTheMessageThen()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await SendAsync(relay, "\"expiresAt\": \"2030-01-01T12:01:30Z\"");
        await relay.AdvanceAsync(Minute);
        await relay.AdvanceAsync(TimeSpan.FromSeconds(30) - Tick);

        Assert.Equal("waiting", Text(await relay.StatusAsync(id), "status"));
        await relay.AdvanceAsync(Tick);
        var status = await relay.StatusAsync(id);
        Assert.Equal(("expired", "2030-01-01T12:01:30Z", "2030-01-01T12:01:30Z"), (Text(status, "status"), Text(status, "endedAt"), Text(status, "expiresAt")));
        Assert.Equal(2, status.GetProperty("attempts").GetArrayLength());
        await relay.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, relay.Gateway.Requests.Count);
        Assert.Equal(id, Assert.Single(await ListedAsync(relay, "?status=expired")));
        Assert.Empty(await ListedAsync(relay, "?status=failed"));
    }

    [Fact]
    public async Task ExpiresAt_BeforeTheNextAttempt_LeavesItsTimeOut()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await SendAsync(relay, "\"expiresAt\": \"2030-01-01T12:02:00Z\"");
        await relay.IdleAsync();

        Assert.Equal("2030-01-01T12:01:00Z", Text(await relay.StatusAsync(id), "nextAttemptAt"));
        await relay.AdvanceAsync(Minute);
        var status = await relay.StatusAsync(id);
        Assert.Equal("waiting", Text(status, "status"));
        Assert.False(status.TryGetProperty("nextAttemptAt", out _));
        await relay.AdvanceAsync(Minute);
        Assert.Equal("expired", Text(await relay.StatusAsync(id), "status"));
        Assert.Equal(2, relay.Gateway.Requests.Count);
    }

    [Fact]
    public async Task ExpiresAt_WhileTheGatewayIsBusy_SendsNothing()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "narrow": { "url": "GATEWAY/narrow", "limits": { "perSecond": 0.1, "burst": 1 } } } }""");
        await relay.SendAsync(gateway: "narrow");
        await relay.IdleAsync();
        var id = await SendAsync(relay, "\"expiresAt\": \"2030-01-01T12:00:05Z\"", "narrow");
        await relay.IdleAsync();

        foreach (var _ in Enumerable.Range(0, 60))
            await relay.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("expired", Text(await relay.StatusAsync(id), "status"));
        Assert.Single(relay.Gateway.Requests);
    }

    [Fact]
    public async Task ExpiresAt_WhileNothingRan_SendsNothingAfterTheRestart()
    {
        using var folder = new TempFolder();
        var image = Path.Combine(folder.Path, "relay.db");
        string id;
        await using (var relay = await RelayHost.StartAsync())
        {
            relay.Gateway.Respond = _ => StubResponse.Unavailable;
            id = await SendAsync(relay, "\"expiresAt\": \"2030-01-01T13:00:00Z\"");
            await relay.IdleAsync();
            StoreImage.Copy(relay.StorePath, image);
        }

        await using var restarted = await RelayHost.StartAsync(storeImage: image, now: new DateTimeOffset(2030, 1, 1, 13, 0, 0, TimeSpan.Zero));
        await restarted.IdleAsync();

        Assert.Equal("expired", Text(await restarted.StatusAsync(id), "status"));
        Assert.Empty(restarted.Gateway.Requests);
    }

    [Theory]
    [InlineData("deliverAt", "\"deliverAt\": \"2030-01-31T12:00:00.0000001Z\"")]
    [InlineData("deliverAt", "\"deliverAt\": \"tomorrow\"")]
    [InlineData("deliverAt", "\"deliverAt\": \"2030-01-02T12:00:60Z\"")]
    [InlineData("deliverAt", "\"deliverAt\": \"2030-01-02T23:59:61Z\"")]
    [InlineData("deliverAt", "\"deliverAt\": \"2030-01-02T23:59:60+01:00\"")]
    [InlineData("deliverAt", "\"deliverAt\": \"2030-01-02T00:00:00.12345678\"")]
    [InlineData("deliverAt", "\"deliverAt\": \"9999-12-31T23:59:60Z\"")]
    [InlineData("deliverAt", "\"deliverAt\": 5")]
    [InlineData("deliverAt", "\"deliverAt\": \"\\ud800\"")]
    [InlineData("expiresAt", "\"expiresAt\": \"2030-01-01T12:00:00Z\"")]
    [InlineData("expiresAt", "\"expiresAt\": \"2030-01-01\"")]
    [InlineData("expiresAt", "\"deliverAt\": \"2030-01-02T00:00:00Z\", \"expiresAt\": \"2030-01-02T00:00:00Z\"")]
    public async Task Times_Invalid_Are400AndNamed(string field, string fields)
    {
        await using var relay = await RelayHost.StartAsync();

        using var response = await relay.PostAsync("/send_message", $$"""{"message": "a", "gateway": "gateway_1", {{fields}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }

    private static async Task<string> SendAsync(RelayHost relay, string fields, string gateway = "gateway_1")
    {
        using var response = await relay.PostAsync("/send_message", $$"""{"message": "a", "gateway": "{{gateway}}", {{fields}}}""");
        return (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
    }

    private static async Task<string[]> ListedAsync(RelayHost relay, string query)
    {
        var list = await relay.Http.GetFromJsonAsync<JsonElement>(
            new Uri($"/messages{query}", UriKind.Relative), TestContext.Current.CancellationToken);
        return [.. list.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString()!)];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
