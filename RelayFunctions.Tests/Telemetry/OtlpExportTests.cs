using System.Diagnostics;
using System.Net.Http.Json;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>The data that a RelayServer process sends to a collector.</summary>
public sealed class OtlpExportTests
{
    [Fact]
    public async Task Export_ToACollector_HasTheMetricsAndOneTraceFromThePostToTheGateway()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var folder = new TempFolder();
        await using var collector = await OtlpReceiver.StartAsync();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        await using var server = await ServerProcess.StartAsync(folder.Path, new Dictionary<string, string>
        {
            ["Relay__GatewayBaseUrl"] = gateway.Url,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "250",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "250",
        });

        await SendAsync(server.Address, trace);
        await gateway.ArrivalAsync();

        var sent = ActivityContext.Parse(Assert.Single(gateway.Requests).Headers["traceparent"], null);
        Assert.Equal(trace, sent.TraceId.ToHexString());
        Assert.Equal(
            ["send message", "activity:SendToGateway", "orchestration:DeliverMessage", "POST send_message"],
            await collector.UntilAsync("/v1/traces", bodies => PathFrom(sent.SpanId.ToHexString(), bodies, trace)));
        await collector.UntilAsync("/v1/metrics", bodies => Metrics(bodies).Contains("relay.messages.delivered") ? bodies : null);
        await collector.UntilAsync("/v1/metrics", bodies => Metrics(bodies).Contains("relay.gateway.closed") ? bodies : null);
    }

    [Fact]
    public async Task Export_ToACollectorThatRefuses_IsLoggedOnce()
    {
        using var folder = new TempFolder();
        await using var collector = await RecordingGateway.StartAsync(TimeProvider.System);
        collector.Respond = _ => new StubResponse(404);
        await using var server = await ServerProcess.StartAsync(folder.Path, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "250",
        });

        for (var export = 0; export < 3; export++)
            await collector.ArrivalAsync();
        // At its end all lines are read.
        await server.TerminateAsync();

        Assert.EndsWith(
            $"Telemetry can't be sent to {collector.Url}/v1/metrics, and is lost until it can be: "
                + "System.Net.Http.HttpRequestException: Response status code does not indicate success: 404 (Not Found).",
            Assert.Single(server.Lines, line => line.Contains("Telemetry can't be sent", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private static async Task SendAsync(Uri relay, string trace)
    {
        using var http = new HttpClient { BaseAddress = relay };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/send_message");
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        request.Content = JsonContent.Create(new { message = "Hello", gateway = "exported" });
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static HashSet<string> Metrics(IEnumerable<byte[]> bodies) =>
        [.. bodies.SelectMany(body => new OtlpMessage(body).All(1, 2, 2)).Select(metric => metric.Text(1))];

    /// <summary>Returns the names of the spans from one up to the request's; null while some are missing.</summary>
    private static List<string>? PathFrom(string span, IEnumerable<byte[]> bodies, string trace)
    {
        var spans = bodies.SelectMany(body => new OtlpMessage(body).All(1, 2, 2))
            .Where(one => one.Hex(1) == trace)
            .ToDictionary(one => one.Hex(2), one => (Name: one.Text(5), Parent: one.Hex(4)));
        var names = new List<string>();
        while (spans.TryGetValue(span, out var found))
        {
            // The framework has a span for the scheduling of an activity and one for its run.
            if (names is not [.., var last] || last != found.Name)
                names.Add(found.Name);
            span = found.Parent;
        }

        return names is [.., "POST send_message"] ? names : null;
    }
}
