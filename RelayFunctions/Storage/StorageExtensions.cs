using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RelayFunctions.Storage;

/// <summary>Adds the middleware for outages.</summary>
public static class StorageExtensions
{
    private static readonly string[] Triggers = ["httpTrigger", "timerTrigger"];

    /// <summary>
    /// Adds the middleware for outages that an <see cref="IOutageClassifier"/> recognises: HTTP functions respond with
    /// 503, and timer functions leave their work to the next run.
    /// </summary>
    public static IFunctionsWorkerApplicationBuilder UseOutageMiddleware(
        this IFunctionsWorkerApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IOutageClassifier, MemoryOutageClassifier>();
        return builder.UseWhen<OutageMiddleware>(context => context.FunctionDefinition.InputBindings.Values
            .Any(binding => Triggers.Contains(binding.Type, StringComparer.OrdinalIgnoreCase)));
    }
}
