using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Http;

/// <summary>One line a request. The query is left out, since a key may stand in it (<c>?code=</c>).</summary>
internal sealed partial class RequestLoggingMiddleware(RequestDelegate next, TimeProvider time, ILogger<RequestLoggingMiddleware> logger)
{
    private const int MaxPathLength = 200;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var path = Path(context.Request);
            var milliseconds = (long)time.GetElapsedTime(started).TotalMilliseconds;
            Responded(context.Request.Method, path, context.Response.StatusCode, milliseconds);
        }
    }

    /// <summary>Percent-encoded, so that a path can't write lines of its own into the log.</summary>
    private static string Path(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        return path.Length <= MaxPathLength ? path : $"{path[..MaxPathLength]}...";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} {Status} in {Milliseconds} ms")]
    private partial void Responded(string method, string path, int status, long milliseconds);
}
