using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace RelayFunctions.Telemetry;

/// <summary>Gives the log lines of a call the id of its message as a scope.</summary>
public static class MessageScopes
{
    /// <summary>
    /// Opens the scopes. Only a host that exports logs adds this. It is not a middleware class, since EmbeddedFunctions
    /// requires that each of those is added.
    /// </summary>
    public static IFunctionsWorkerApplicationBuilder UseMessageScopes(
        this IFunctionsWorkerApplicationBuilder builder) =>
        builder.UseMiddleware(InvokeAsync);

    private static async Task InvokeAsync(FunctionContext context, Func<Task> next)
    {
        using var scope = IdOf(context) is { } id
            ? context.GetLogger(nameof(MessageScopes)).BeginScope(
                new Dictionary<string, object> { [RelayTelemetry.MessageTag] = id })
            : null;
        await next();
    }

    // The binding data of a request also has its query, which is the caller's.
    private static object? IdOf(FunctionContext context) => context.GetHttpContext() is { } http
        ? http.Request.RouteValues.GetValueOrDefault("id")
        : context.BindingContext.BindingData.GetValueOrDefault("instanceId");
}
