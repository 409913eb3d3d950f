using System.Net;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>
/// The counts of <c>/metrics</c>. Each test has its own gateways, since all hosts of this process share the meter.
/// </summary>
public sealed class MetricsTests
{
    private static readonly string[] On = ["--Telemetry:Prometheus=true"];
    private static readonly string[] Outcomes = ["accepted", "delivered", "failed", "cancelled"];

    [Fact]
    public async Task Start_SettingThatIsNeitherTrueNorFalse_IsRejectedByName()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => RelayHost.StartAsync(settings: ["--Telemetry:Prometheus=maybe"]));

        Assert.Equal("setting Telemetry__Prometheus: must be true or false", error.Message);
    }

    [Fact]
    public async Task Metrics_DeliveredFailedAndCancelled_AreCountedByGateway()
    {
        await using var host = await StartAsync("counted_good", "counted_bad", "counted_cancelled");
        await host.SendAsync(gateway: "counted_good");
        await host.IdleAsync();
        host.Gateway.Respond = _ => new StubResponse(500);
        await host.SendAsync(gateway: "counted_bad");
        var cancelled = await host.SendAsync(gateway: "counted_cancelled");
        await host.IdleAsync();
        using (await host.PostAsync($"/messages/{cancelled}/cancel"))
            await host.IdleAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        var scrape = await Scrape.OfAsync(host);

        Assert.Equal([1, 1, 0, 0], Messages(scrape, "counted_good"));
        Assert.Equal([1, 0, 1, 0], Messages(scrape, "counted_bad"));
        Assert.Equal([1, 0, 0, 1], Messages(scrape, "counted_cancelled"));
        Assert.Equal(1, Attempts(scrape, "counted_good", "delivered"));
        Assert.Equal(3, Attempts(scrape, "counted_bad", "failed"));
        Assert.Equal(1, Attempts(scrape, "counted_cancelled", "failed"));
    }

    [Fact]
    public async Task Metrics_TimesAfterTheClockWasSetBack_AreNotNegative()
    {
        await using var host = await StartAsync("set_back");
        host.Gateway.Respond = _ =>
        {
            host.Clock.AdjustTime(host.Clock.GetUtcNow().AddHours(-1));
            return StubResponse.Ok;
        };
        await host.SendAsync(gateway: "set_back");
        await host.IdleAsync();

        var scrape = await Scrape.OfAsync(host);

        Assert.Equal(1, Sum(scrape, "relay_message_time_to_delivery_seconds_count", "set_back"));
        Assert.Equal(0, Sum(scrape, "relay_message_time_to_delivery_seconds_sum", "set_back"));
    }

    [Fact]
    public async Task Metrics_Times_AreCountedFromTheAcceptance()
    {
        await using var host = await StartAsync("timed");
        host.Gateway.Respond = request => request.Attempt == 1 ? new StubResponse(500) : StubResponse.Ok;
        await host.SendAsync(gateway: "timed");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        var scrape = await Scrape.OfAsync(host);

        Assert.Equal(1, Sum(scrape, "relay_message_time_to_first_attempt_seconds_count", "timed"));
        Assert.Equal(0, Sum(scrape, "relay_message_time_to_first_attempt_seconds_sum", "timed"));
        Assert.Equal(1, Sum(scrape, "relay_message_time_to_delivery_seconds_count", "timed"));
        Assert.Equal(60, Sum(scrape, "relay_message_time_to_delivery_seconds_sum", "timed"));
    }

    [Fact]
    public async Task Metrics_WaitingMessages_AreMeasuredByGatewayWithoutDeferredOnes()
    {
        await using var host = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "queued": { "url": "GATEWAY/queued" }, "empty_queue": { "url": "GATEWAY/empty" } } }""", settings: On);
        host.Gateway.Respond = _ => new StubResponse(429, "", ("Retry-After", "600"));
        using (await host.PostAsync("/send_message", """{"message": "later", "gateway": "queued", "deliverAt": "2030-01-02T00:00:00Z"}"""))
            await host.IdleAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        await host.SendAsync(gateway: "queued");
        await host.SendAsync(gateway: "queued");
        await host.AdvanceAsync(TimeSpan.FromSeconds(90));

        var scrape = await Scrape.OfAsync(host);

        Assert.Equal(2, Sum(scrape, "relay_messages_waiting", "queued"));
        Assert.Equal(90, Sum(scrape, "relay_messages_oldest_waiting_seconds", "queued"));
        Assert.Equal(510, Sum(scrape, "relay_gateway_closed_seconds", "queued"));
        foreach (var name in new[] { "relay_messages_waiting", "relay_messages_oldest_waiting_seconds", "relay_gateway_closed_seconds" })
            Assert.Equal(0, Sum(scrape, name, "empty_queue"));
    }

    [Fact]
    public async Task Metrics_MessageWhoseDeliverAtHasPassed_WaitsSinceThen()
    {
        await using var host = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "was_deferred": { "url": "GATEWAY/queued" } } }""", settings: On);
        host.Gateway.Respond = _ => new StubResponse(429, "", ("Retry-After", "6000"));
        using (await host.PostAsync("/send_message", """{"message": "later", "gateway": "was_deferred", "deliverAt": "2030-01-01T12:30:00Z"}"""))
            await host.IdleAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));

        var scrape = await Scrape.OfAsync(host);

        Assert.Equal(1, Sum(scrape, "relay_messages_waiting", "was_deferred"));
        Assert.Equal(120, Sum(scrape, "relay_messages_oldest_waiting_seconds", "was_deferred"));
    }

    [Fact]
    public async Task Metrics_OfStoreAndServer_AreExported()
    {
        await using var host = await RelayHost.StartAsync(settings: On);
        await host.SendAsync();
        await host.IdleAsync();

        var scrape = await Scrape.OfAsync(host);

        Assert.NotEqual(0, scrape.Sum("durabletask_sqlite_commit_duration_seconds_count"));
        Assert.NotEqual(0, scrape.Sum("durabletask_sqlite_commit_operations_sum"));
        Assert.NotEqual(0, scrape.Sum("http_server_request_duration_seconds_count"));
    }

    [Theory]
    [InlineData("secret", HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Metrics_KeysAreSet_RequiresAKey(string? key, HttpStatusCode expected)
    {
        await using var host = await RelayHost.StartAsync(settings: [.. On, "--Functions:Keys:default=secret"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (key is not null)
            request.Headers.Add("x-functions-key", key);

        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Metrics_Off_AreNotServed()
    {
        await using var host = await RelayHost.StartAsync();

        using var response = await host.Http.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<RelayHost> StartAsync(params string[] gateways)
    {
        var entries = gateways.Select(name => $$"""
            "{{name}}": { "url": "GATEWAY/{{name}}" }
            """);
        return RelayHost.StartAsync(catalogue: $$"""{ "gateways": { {{string.Join(", ", entries)}} } }""", settings: On);
    }

    private static double[] Messages(Scrape scrape, string gateway) =>
    [
        .. Outcomes.Select(what => Sum(scrape, $"relay_messages_{what}_total", gateway)),
    ];

    private static double Attempts(Scrape scrape, string gateway, string outcome) =>
        scrape.Sum("relay_attempts_total", Label(gateway), $"relay_attempt_outcome=\"{outcome}\"");

    private static double Sum(Scrape scrape, string name, string gateway) => scrape.Sum(name, Label(gateway));

    private static string Label(string gateway) => $"relay_gateway_name=\"{gateway}\"";
}
