using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RelayFunctions.Telemetry;

/// <summary>Gives the log lines of a call the id of its message as a scope.</summary>
public static class MessageScopes
{
    /// <summary>The binding data of an activity, and of a route that names a message.</summary>
    private static readonly string[] Ids = ["instanceId", "id"];

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

    private static object? IdOf(FunctionContext context) =>
        Ids.Select(name => context.BindingContext.BindingData.GetValueOrDefault(name)).FirstOrDefault(
            id => id is not null);
}
