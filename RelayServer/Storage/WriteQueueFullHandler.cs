using DurableTask.Sqlite;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace RelayServer.Storage;

/// <summary>Tells a caller whose message the store has no room to queue to come again: nothing of it was stored.</summary>
internal sealed class WriteQueueFullHandler : IExceptionHandler
{
    /// <summary>A full queue is written in well under a second; a second is the shortest pause that the header can say.</summary>
    private const string RetryAfterSeconds = "1";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not WriteQueueFullException)
            return false;
        httpContext.Response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
        var problem = Results.Problem(
            "More messages are coming than the store can write. This one was not taken; send it again.",
            statusCode: StatusCodes.Status503ServiceUnavailable);
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
