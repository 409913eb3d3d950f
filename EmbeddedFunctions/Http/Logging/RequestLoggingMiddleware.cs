using EmbeddedFunctions.Http.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Http.Logging;

/// <summary>
/// Logs one line per request, with the name of its key. The query is left out, since it may contain a key
/// (<c>?code=</c>).
/// </summary>
internal sealed partial class RequestLoggingMiddleware(
    RequestDelegate next, LoggedPath path, TimeProvider time, ILogger<RequestLoggingMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var shown = path.Of(context.Request);
            var milliseconds = (long)time.GetElapsedTime(started).TotalMilliseconds;
            var (method, status) = (context.Request.Method, context.Response.StatusCode);
            if (context.Features.Get<UsedKey>() is { } key)
                LogResponseToKey(method, shown, status, milliseconds, key.Name);
            else
                LogResponse(method, shown, status, milliseconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} {Status} in {Milliseconds} ms")]
    private partial void LogResponse(string method, string path, int status, long milliseconds);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Method} {Path} {Status} in {Milliseconds} ms, key {Key}")]
    private partial void LogResponseToKey(string method, string path, int status, long milliseconds, string key);
}
