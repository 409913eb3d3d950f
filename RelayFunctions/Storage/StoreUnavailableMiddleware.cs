using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace RelayFunctions.Storage;

/// <summary>Answers 503 with <c>Retry-After</c> while the store can't be used, on whichever host.</summary>
internal sealed partial class StoreUnavailableMiddleware(
    IEnumerable<IStoreOutages> stores, ILogger<StoreUnavailableMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (Find(exception) is { } outage
            && context.GetHttpContext() is { RequestAborted.IsCancellationRequested: false } http)
        {
            LogOutage(logger, context.FunctionDefinition.Name, exception);
            http.Response.Headers[HeaderNames.RetryAfter] =
                ((long)outage.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.GetInvocationResult().Value =
                Results.Problem(outage.Detail, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private StoreOutage? Find(Exception exception) =>
        stores.Select(store => store.Find(exception)).FirstOrDefault(outage => outage is not null);

    // The store itself, or its host, has logged what is wrong; under load this would be a line for each request.
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the store can't be used")]
    private static partial void LogOutage(ILogger logger, string function, Exception exception);
}
