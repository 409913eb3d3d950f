using System.Text.Json;
using Azure.Core.Serialization;
using DurableTask.Core;
using EmbeddedFunctions.Durable;
using EmbeddedFunctions.Durable.Client;
using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Hosting;
using EmbeddedFunctions.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions;

/// <summary>The services that the worker gives an app, and those that run it here.</summary>
internal static class ServiceRegistration
{
    public static void Add(
        IServiceCollection services, FunctionCatalogue catalogue, FunctionKeys keys, List<string> faults)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddServer(services, keys);
        if (catalogue.Http.Any(f => typeof(IActionResult).IsAssignableFrom(f.Invoker.Function.ResultType)))
        {
            services.AddMvcCore();
        }

        AddWorker(services);
        AddDurable(services, catalogue, faults);
        services.AddSingleton(catalogue);
        services.AddHostedService<FunctionsHost>();
    }

    private static void AddServer(IServiceCollection services, FunctionKeys keys)
    {
        services.AddRouting();
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);

        // AllowedHosts is the strangers guard's to read, which answers 403 and lets IP literals in.
        services.PostConfigure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        if (!keys.Any)
        {
            services.AddSingleton<IConnectionListenerFactory, LoopbackListeners>();
        }
    }

    /// <summary>The worker's own defaults of its serializer: names without regard to case.</summary>
    private static void AddWorker(IServiceCollection services)
    {
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>(
            (worker, json) => worker.Serializer ??= new JsonObjectSerializer(json.Value));
    }

    private static void AddDurable(IServiceCollection services, FunctionCatalogue catalogue, List<string> faults)
    {
        var durable = catalogue.Durable;
        if (services.All(service => service.ServiceType != typeof(IOrchestrationService)))
        {
            faults.AddRange(durable.Orchestrators.Select(f => f.Invoker.Function)
                .Concat(durable.Activities.Select(f => f.Invoker.Function))
                .Select(function => function.Fault("a durable function needs an orchestration service: call "
                    + $"{nameof(EmbeddedFunctionsApplicationBuilder.UseOrchestrationService)}.")));
            return;
        }

        services.AddSingleton(durable);
        services.AddSingleton<DataConverter>(provider => new ObjectSerializerConverter(
            provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!));
        services.AddSingleton<DurableTaskClient>(provider => new EmbeddedDurableTaskClient(
            (IOrchestrationServiceClient)provider.GetRequiredService<IOrchestrationService>(),
            provider.GetRequiredService<DataConverter>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IFunctionRunner, TaskHub>();
    }
}
