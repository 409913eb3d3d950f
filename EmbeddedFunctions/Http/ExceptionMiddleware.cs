using EmbeddedFunctions.Http.Logging;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Http;

/// <summary>
/// Turns an exception of a function into a response: by the app's own <see cref="IExceptionHandler"/> services,
/// otherwise 500 with an empty body, as the Functions host does. Lack of memory is 503 with <c>Retry-After</c>, since
/// it is temporary.
/// </summary>
internal sealed partial class ExceptionMiddleware(
    RequestDelegate next, LoggedPath path, IEnumerable<IExceptionHandler> handlers, ILogger<ExceptionMiddleware> logger)
{
    private const string RetryAfterSeconds = "1";

    private readonly IExceptionHandler[] _handlers = [.. handlers];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is ConnectionResetException
            || (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException))
        {
            // A reset cancels RequestAborted a moment later. Until then Kestrel would read the rest of the body, and
            // log that it can't.
            context.Abort();
            var shown = path.Of(context.Request);
            LogClientDisconnected(context.Request.Method, shown);
            if (!context.Response.HasStarted)
            {
                // Only the log shows this status, since the client has disconnected.
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await RespondAsync(context, e);
        }
    }

    private async Task RespondAsync(HttpContext context, Exception exception)
    {
        context.Response.Clear();
        foreach (var handler in _handlers)
        {
            if (await handler.TryHandleAsync(context, exception, context.RequestAborted))
                return;
        }

        if (HostFault.IsIn(exception))
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Results.Problem(
                "There is too little memory at the moment. Send the request again.",
                statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            return;
        }

        // A body that is cut off or breaks the protocol is the caller's fault. A body over Kestrel's bound gets 500, as
        // on the Functions host; an app that wants its own 413 lifts that bound.
        if (MalformedRequestStatus(exception) is { } status and not StatusCodes.Status413PayloadTooLarge)
        {
            await Results.Problem(
                "The request breaks HTTP and could not be read.", statusCode: status).ExecuteAsync(context);
            return;
        }

        var shown = path.Of(context.Request);
        LogFailed(exception, context.Request.Method, shown);
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    /// <summary>The status of a fault of the request itself; null for any other exception.</summary>
    private static int? MalformedRequestStatus(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // Kestrel's exception for a chunk size of more than 31 bits.
        IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path}: the client went away")]
    private partial void LogClientDisconnected(string method, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(Exception exception, string method, string path);
}
