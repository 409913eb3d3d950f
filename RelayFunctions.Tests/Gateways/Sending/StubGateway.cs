using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RelayFunctions.Tests.Gateways.Sending;

/// <summary>A gateway on a real Kestrel that records the bytes of each request and responds by a function.</summary>
internal sealed class StubGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubGateway(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public ConcurrentQueue<(string Target, IHeaderDictionary Headers, byte[] Body)> Requests { get; } = new();

    /// <summary>Completes when the first request has arrived and its response has begun.</summary>
    public TaskCompletionSource FirstRequest { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<StubGateway> StartAsync(Func<HttpContext, Task> response)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new StubGateway(builder.Build());
        gateway._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            gateway.Requests.Enqueue((
                context.Request.Path + context.Request.QueryString,
                new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)),
                body.ToArray()));
            var answering = response(context);
            // Not earlier: a test that then advances the clock must affect the response that has begun.
            gateway.FirstRequest.TrySetResult();
            await answering;
        });
        await gateway._app.StartAsync();
        return gateway;
    }

    public static Task<StubGateway> StartAsync(int status) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Starts a gateway that also grants tokens.</summary>
    /// <param name="path">The path of the requests for a token.</param>
    /// <param name="token">The response to them.</param>
    /// <param name="send">The response to all other requests; 200 if null.</param>
    public static Task<StubGateway> StartAsync(string path, RequestDelegate token, RequestDelegate? send = null) =>
        StartAsync(context => context.Request.Path == path ? token(context) : send?.Invoke(context) ?? Task.CompletedTask);

    public static RequestDelegate RespondWith(int status, string body) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    };

    /// <summary>Never responds; ends when the caller gives up.</summary>
    public static async Task Hang(HttpContext context)
    {
        var givenUp = new TaskCompletionSource();
        context.RequestAborted.Register(givenUp.SetResult);
        await givenUp.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
