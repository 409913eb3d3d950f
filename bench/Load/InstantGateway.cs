using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bench.Load;

/// <summary>A gateway that responds to every request with 200 and the same body, and counts the requests.</summary>
internal sealed class InstantGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly byte[] _response;
    private readonly Func<HttpContext, Task> _onRequest;
    private int _received;
    private int _awaited = int.MaxValue;
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private InstantGateway(WebApplication app, string response, Func<HttpContext, Task>? onRequest)
    {
        _app = app;
        _onRequest = onRequest ?? (_ => Task.CompletedTask);
        _response = Encoding.UTF8.GetBytes(response);
    }

    public string Url => _app.Urls.First();

    /// <summary>The number of requests so far.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <param name="response">The body of each response.</param>
    /// <param name="onRequest">Called for each request before its response.</param>
    public static async Task<InstantGateway> StartAsync(string response = "", Func<HttpContext, Task>? onRequest = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new InstantGateway(builder.Build(), response, onRequest);
        gateway._app.Run(gateway.ReceiveAsync);
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>Waits for a total number of requests; only one wait at a time.</summary>
    public Task ReceivedAsync(int total)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _awaited, total);
        if (Volatile.Read(ref _received) >= total)
            _reached.TrySetResult();
        return _reached.Task;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        if (Interlocked.Increment(ref _received) == Volatile.Read(ref _awaited))
            _reached.TrySetResult();
        await _onRequest(context);
        await context.Response.Body.WriteAsync(_response);
    }
}
