using DurableTask.Sqlite;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace RelayServer.Storage;

/// <summary>
/// Tells a caller whose message the store can't take at the moment to come again: nothing of it was stored.
/// </summary>
internal sealed class StoreUnavailableHandler : IExceptionHandler
{
    /// <summary>A full queue is written in well under a second; a second is the shortest pause that the header can say.</summary>
    private const string AfterFullQueueSeconds = "1";

    /// <summary>A full or failing disk is somebody's to mend; the store's own log says what is wrong with which file.</summary>
    private const string AfterFailedWriteSeconds = "10";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (retryAfter, detail) = exception switch
        {
            WriteQueueFullException => (
                AfterFullQueueSeconds,
                "More messages are coming than the store can write. This one was not taken; send it again."),
            StoreWriteException => (
                AfterFailedWriteSeconds,
                "The store can't be written at the moment. This request was not taken; send it again."),
            _ => default,
        };
        if (detail is null)
            return false;

        httpContext.Response.Headers[HeaderNames.RetryAfter] = retryAfter;
        await Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(httpContext);
        return true;
    }
}
