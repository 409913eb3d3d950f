using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace RelayFunctions.Storage;

/// <summary>
/// Ends functions during an outage of the store or a lack of memory, on either host: a caller gets 503 with
/// <c>Retry-After</c>, and a timer function leaves its work to the next run.
/// </summary>
internal sealed partial class OutageMiddleware(
    IEnumerable<IOutageClassifier> classifiers, ILogger<OutageMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        try
        {
            await next(context);
        }
        catch (Exception exception) when (http?.RequestAborted.IsCancellationRequested != true
            && Find(exception) is { } outage)
        {
            if (http is null)
            {
                LogSkipped(logger, context.FunctionDefinition.Name, exception.GetType().Name);
                return;
            }

            LogOutage(logger, context.FunctionDefinition.Name, exception);
            http.Response.Headers[HeaderNames.RetryAfter] =
                ((long)outage.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.GetInvocationResult().Value =
                Results.Problem(outage.Detail, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private Outage? Find(Exception exception) =>
        classifiers.Select(classifier => classifier.Classify(exception)).FirstOrDefault(outage => outage is not null);

    // The store itself, or its host, has logged what is wrong; under load this would be a line for each request.
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the store can't be used")]
    private static partial void LogOutage(ILogger logger, string function, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Function} was interrupted: store or memory can't be used ({Error}); the next run tries again")]
    private static partial void LogSkipped(ILogger logger, string function, string error);
}
