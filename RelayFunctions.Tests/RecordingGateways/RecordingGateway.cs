using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RelayFunctions.Tests.RecordingGateways;

/// <summary>A gateway on a real Kestrel that records each request and responds as the test sets.</summary>
internal sealed class RecordingGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    private RecordingGateway(WebApplication app, TimeProvider clock)
    {
        _app = app;
        _clock = clock;
    }

    public string Url => _app.Urls.Single();

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Decides each request's response; by default <see cref="StubResponse.Ok"/>.</summary>
    public Func<ReceivedRequest, StubResponse> Respond { get; set; } = _ => StubResponse.Ok;

    public static async Task<RecordingGateway> StartAsync(TimeProvider clock, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var gateway = new RecordingGateway(builder.Build(), clock);
        gateway._app.Run(gateway.ReceiveAsync);
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>Waits for the next request.</summary>
    public Task ArrivalAsync() => _arrivals.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Forgets the requests so far as arrivals, so that only later ones count.</summary>
    public void ForgetArrivals()
    {
        while (_arrivals.Wait(0))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            _clock.GetUtcNow(),
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        _requests.Enqueue(request);
        var response = Respond(request);
        // The delay begins before the test can see the request.
        var wait = response.After > TimeSpan.Zero ? Task.Delay(response.After, _clock, context.RequestAborted) : Task.CompletedTask;
        _arrivals.Release();
        await wait;
        if (response == StubResponse.Never)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        context.Response.StatusCode = response.Status;
        // Kestrel's own is that of the real clock.
        context.Response.Headers.Date = _clock.GetUtcNow().ToString("R");
        foreach (var (name, value) in response.Headers)
            context.Response.Headers.Append(name, value);
        await context.Response.WriteAsync(response.Body, context.RequestAborted);
    }
}
