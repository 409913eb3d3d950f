using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>
/// One trace from the caller's request to the gateway's. Nothing listens at the endpoint: spans are recorded before.
/// </summary>
[Collection(nameof(ProcessWideListeners))]
public sealed class TraceTests : IDisposable
{
    // In lower case, since the test host replaces PORT in settings.
    private static readonly string[] Otlp = ["--otel_exporter_otlp_endpoint=http://127.0.0.1:1"];

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly SemaphoreSlim _ended = new(0);

    [Fact]
    public async Task Trace_SampledByTheCaller_LeadsFromThePostToTheGateway()
    {
        var trace = ActivityTraceId.CreateRandom();
        await using var host = await StartAsync();

        await SendAsync(host, trace, "01");
        await host.IdleAsync();

        var request = Assert.Single(host.Gateway.Requests);
        var sent = ActivityContext.Parse(request.Headers["traceparent"], null);
        Assert.Equal(trace, sent.TraceId);
        Assert.Equal(ActivityTraceFlags.Recorded, sent.TraceFlags);
        // The framework has a span for the scheduling of an activity and one for its run.
        Assert.Equal(
            ["send message", "activity:SendToGateway", "orchestration:DeliverMessage", "POST send_message"],
            Path(await SpansAsync(trace, 5), sent.SpanId).Distinct());
    }

    [Fact]
    public async Task Trace_SecondAttemptAfterARestart_StaysInTheTrace()
    {
        var trace = ActivityTraceId.CreateRandom();
        using var folder = new TempFolder();
        var image = System.IO.Path.Combine(folder.Path, "image.db");
        await using (var first = await StartAsync())
        {
            first.Gateway.Respond = _ => new StubResponse(500);
            await SendAsync(first, trace, "01");
            await first.IdleAsync();
            StoreImage.Copy(first.StorePath, image);
        }

        await using var second = await StartAsync(image);
        await second.AdvanceAsync(TimeSpan.FromMinutes(1));

        var sent = ActivityContext.Parse(Assert.Single(second.Gateway.Requests).Headers["traceparent"], null);
        Assert.Equal(trace, sent.TraceId);
    }

    [Fact]
    public async Task Trace_NotSampled_IsNeitherStoredNorSent()
    {
        var trace = ActivityTraceId.CreateRandom();
        await using var host = await StartAsync();

        var id = await SendAsync(host, trace, "00");
        await host.IdleAsync();

        Assert.False(Assert.Single(host.Gateway.Requests).Headers.ContainsKey("traceparent"));
        Assert.DoesNotContain(_spans, span => span.TraceId == trace);
        Assert.All(await host.HistoryAsync(id), e => Assert.DoesNotContain(
            trace.ToHexString(), System.Text.Json.JsonSerializer.Serialize<object>(e), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trace_TelemetryOff_PassesTheCallersContextOn()
    {
        var trace = ActivityTraceId.CreateRandom();
        // As in production, a log is written: then the server tracks a request's trace even without a listener.
        await using var host = await RelayHost.StartAsync(configure: builder => builder.Logging.AddProvider(new RecordingLogger()));

        await SendAsync(host, trace, "01");
        await host.IdleAsync();

        Assert.Equal(trace, ActivityContext.Parse(Assert.Single(host.Gateway.Requests).Headers["traceparent"], null).TraceId);
    }

    [Fact]
    public async Task Trace_KeyInTheQueryAndSecretMessage_ShowInNoSpan()
    {
        var trace = ActivityTraceId.CreateRandom();
        await using var host = await StartAsync(settings: [.. Otlp, "--Functions:Keys:default=Key-4711"]);
        host.Gateway.Respond = _ => new StubResponse(400, "Text-4711");

        await SendAsync(host, trace, "01", "/send_message?code=Key-4711");
        await host.IdleAsync();

        var spans = await SpansAsync(trace, 3);
        Assert.DoesNotContain("4711", string.Join('\n', spans.Select(Text)), StringComparison.Ordinal);
    }

    public void Dispose() => _ended.Dispose();

    private Task<RelayHost> StartAsync(string? image = null, string[]? settings = null) => RelayHost.StartAsync(
        image,
        settings: settings ?? Otlp,
        configure: builder => builder.Services.ConfigureOpenTelemetryTracerProvider(
            tracing => tracing.AddProcessor(new Recorder(OnEnded))));

    private static async Task<string> SendAsync(RelayHost host, ActivityTraceId trace, string flags, string path = "/send_message")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-{flags}");
        request.Content = new StringContent("""{"message": "Text-4711", "gateway": "traced"}""", Encoding.UTF8);
        using var response = await host.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return response.Headers.Location!.ToString()["/messages/".Length..];
    }

    // The span of the request ends after its response has been sent.
    private async Task<IReadOnlyList<Activity>> SpansAsync(ActivityTraceId trace, int count)
    {
        while (_spans.Count(span => span.TraceId == trace) < count)
            Assert.True(await _ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), $"{_spans.Count} spans");

        return [.. _spans.Where(span => span.TraceId == trace)];
    }

    private static List<string> Path(IReadOnlyList<Activity> spans, ActivitySpanId from)
    {
        var path = new List<string>();
        while (spans.FirstOrDefault(span => span.SpanId == from) is { } span)
        {
            path.Add(span.DisplayName);
            from = span.ParentSpanId;
        }

        return path;
    }

    private static string Text(Activity span) =>
        $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} "
        + string.Join(' ', span.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}"));

    private void OnEnded(Activity span)
    {
        _spans.Enqueue(span);
        _ended.Release();
    }

    private sealed class Recorder(Action<Activity> ended) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => ended(data);
    }
}
