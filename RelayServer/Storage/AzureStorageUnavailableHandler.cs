using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace RelayServer.Storage;

/// <summary>
/// Tells a caller whose request Azure Storage did not take to come again. A message that reached the queue before the
/// error is delivered all the same, so that the answer can't promise that nothing was stored.
/// </summary>
internal sealed partial class AzureStorageUnavailableHandler(ILogger<AzureStorageUnavailableHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "10";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (AzureStorageFailure.Find(exception) is not { } failure)
            return false;

        LogUnavailable(logger, failure);
        httpContext.Response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
        await Results.Problem(
            "The store can't be reached at the moment. Send the request again; in rare cases it was taken this time too.",
            statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Azure Storage did not take a request: {Failure}")]
    private static partial void LogUnavailable(ILogger logger, string failure);
}
