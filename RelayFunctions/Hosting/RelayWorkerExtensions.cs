using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Storage;

namespace RelayFunctions.Hosting;

/// <summary>Adds Relay to a worker of the Functions host.</summary>
internal static class RelayWorkerExtensions
{
    /// <summary>Adds Relay and what only a worker needs, after the worker's own services.</summary>
    public static void AddRelayWorker(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddRelay(builder.Configuration);
        builder.Services.AddSingleton<IOutageClassifier, DurableExtensionOutageClassifier>();
        builder.UseOutageMiddleware();
        builder.Services.AddHostedService<AttemptDrain>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DeliveryRules.ShutdownGrace);
        // Several lines per call that say nothing about messages. The configuration's rules come later, and so override
        // this.
        builder.Services.Configure<LoggerFilterOptions>(options =>
            options.Rules.Insert(0, new LoggerFilterRule(null, nameof(Microsoft), LogLevel.Warning, filter: null)));
        builder.Logging.AddProvider(new WorkerConsole(Console.Out))
            .AddFilter<WorkerConsole>(category: null, LogLevel.Warning)
            .AddFilter<WorkerConsole>(nameof(RelayFunctions), LogLevel.Information);
    }
}
