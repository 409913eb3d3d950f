using System.Text.Json;
using Azure.Core.Serialization;
using DurableTask.Core;
using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Durable;
using EmbeddedFunctions.Durable.Checks;
using EmbeddedFunctions.Durable.Client;
using EmbeddedFunctions.Durable.Hub;
using EmbeddedFunctions.Http;
using EmbeddedFunctions.Http.Keys;
using EmbeddedFunctions.Http.Logging;
using EmbeddedFunctions.Invocation;
using EmbeddedFunctions.Timers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions.Hosting;

/// <summary>The services that the worker gives an app, and those that run it here.</summary>
internal static class ServiceRegistration
{
    /// <summary>
    /// Registers the services that the app finds when it registers its own, and that it may override.
    /// </summary>
    public static void AddDefaults(IServiceCollection services)
    {
        services.AddRouting();
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        // Before the app's own, so that it holds for what these respond, too.
        services.AddSingleton<IStartupFilter, HeadStartupFilter>();

        // The worker's own defaults of its serializer.
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>(
            (worker, json) => worker.Serializer ??= new JsonObjectSerializer(json.Value));

        // As the worker's Durable extension: a history is always written by the worker's serializer.
        services.AddOptions<DurableTaskClientOptions>().PostConfigure<IOptions<WorkerOptions>>(
            (client, worker) => client.DataConverter = new ObjectSerializerConverter(worker.Value.Serializer!));
        services.AddOptions<DurableTaskWorkerOptions>().PostConfigure<IOptions<WorkerOptions>>(
            (durable, worker) => durable.DataConverter = new ObjectSerializerConverter(worker.Value.Serializer!));
    }

    /// <summary>Registers the services that run the app's functions.</summary>
    public static void AddFunctions(
        IServiceCollection services,
        FunctionCatalogue catalogue,
        FunctionPipeline pipeline,
        FunctionKeys keys,
        List<string> faults)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(pipeline);
        UnsupportedBindingCache.AddTo(services);
        services.AddSingleton(catalogue);
        services.AddHostedService<FunctionsHost>();
        AddHttp(services, catalogue, pipeline, keys);
        AddDurable(services, catalogue, faults);
        services.AddSingleton(catalogue.Timers);
        services.AddSingleton<TimerWaits>();
        services.AddSingleton<IFunctionRunner, TimerRunner>();
    }

    private static void AddHttp(
        IServiceCollection services, FunctionCatalogue catalogue, FunctionPipeline pipeline, FunctionKeys keys)
    {
        RequestLogFilter.AddTo(services);
        services.AddSingleton(keys);
        services.AddHostedService<FunctionKeyMonitor>();
        // CrossOriginMiddleware reads AllowedHosts: it responds 403 and accepts IP addresses.
        services.PostConfigure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        if (!keys.HasAny)
            services.AddSingleton<IConnectionListenerFactory, LoopbackListeners>();

        if (pipeline.HasMiddleware || catalogue.Http.Any(NeedsMvc))
            services.AddMvcCore();
    }

    /// <summary>A function that returns nothing writes the response itself, perhaps by an action result.</summary>
    private static bool NeedsMvc(HttpFunction function) => function.BindsModel
        || typeof(IActionResult).IsAssignableFrom(function.Invoker.Function.ResultType)
        || function.Invoker.Function.ResultType == typeof(void);

    private static void AddDurable(IServiceCollection services, FunctionCatalogue catalogue, List<string> faults)
    {
        if (services.All(service => service.ServiceType != typeof(IOrchestrationService)))
        {
            faults.AddRange(catalogue.All.Where(function => function.IsDurable).Select(function => function.Fault(
                "a durable function, or one with a durable client, needs an orchestration service: call "
                + $"{nameof(EmbeddedFunctionsApplicationBuilder.UseOrchestrationService)}.")));
            return;
        }

        SingleFileChecks.Check(faults);
        services.AddSingleton(catalogue.Durable);
        services.AddSingleton<DurableTaskClient>(provider => new EmbeddedDurableTaskClient(
            (IOrchestrationServiceClient)provider.GetRequiredService<IOrchestrationService>(),
            provider.GetRequiredService<IOptions<DurableTaskClientOptions>>().Value,
            provider.GetRequiredService<HostConfiguration>().HubName,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FunctionFailures>();
        services.AddSingleton<HubFunctions>();
        services.AddSingleton<IFunctionRunner, TaskHub>();
    }
}
