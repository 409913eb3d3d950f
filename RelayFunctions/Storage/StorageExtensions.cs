using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RelayFunctions.Storage;

/// <summary>Adds the responses for the time in which the store can't be used.</summary>
public static class StorageExtensions
{
    private static readonly string[] Triggers = ["httpTrigger", "timerTrigger"];

    /// <summary>
    /// For the outages that the <see cref="IStoreOutages"/> know, and for lack of memory, functions that are called
    /// over HTTP respond with 503, and timer functions leave their work to the next run.
    /// </summary>
    public static IFunctionsWorkerApplicationBuilder UseStoreOutages(this IFunctionsWorkerApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStoreOutages, MemoryOutages>();
        return builder.UseWhen<StoreUnavailableMiddleware>(context => context.FunctionDefinition.InputBindings.Values
            .Any(binding => Triggers.Contains(binding.Type, StringComparer.OrdinalIgnoreCase)));
    }
}
