using DurableTask.Core;
using EmbeddedFunctions.Durable;
using EmbeddedFunctions.Http.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Management;

/// <summary>
/// The part of the Durable extension's HTTP API that reads and controls a single instance. On Azure a system key opens
/// it; there are none here, so only the master key does.
/// </summary>
internal sealed class ManagementEndpoints : IGuardedEndpoint
{
    /// <summary>The path of all instances.</summary>
    public const string Instances = "runtime/webhooks/durabletask/instances";

    private const string Instance = $"{Instances}/{{instanceId}}";

    /// <summary>Not a name that a function can have, so that no function's key opens the API.</summary>
    public string Name => "/runtime/webhooks/durabletask";

    public AuthorizationLevel Level => AuthorizationLevel.System;

    public static IReadOnlyList<Endpoint> Build()
    {
        var endpoints = new ManagementEndpoints();
        return
        [
            endpoints.Map(HttpMethods.Get, Instance, InstanceRequests.GetAsync),
            endpoints.Map(HttpMethods.Delete, Instance, InstanceRequests.PurgeAsync),
            endpoints.Map(HttpMethods.Post, $"{Instance}/raiseEvent/{{eventName}}", InstanceRequests.RaiseEventAsync),
            endpoints.Map(HttpMethods.Post, $"{Instance}/terminate", InstanceRequests.TerminateAsync),
            endpoints.Map(HttpMethods.Post, $"{Instance}/suspend", InstanceRequests.SuspendAsync),
            endpoints.Map(HttpMethods.Post, $"{Instance}/resume", InstanceRequests.ResumeAsync),
            endpoints.Map(HttpMethods.Post, $"{Instance}/restart", InstanceRestarts.RestartAsync),
            endpoints.Map(HttpMethods.Post, $"{Instance}/rewind", InstanceRestarts.RewindAsync),
        ];
    }

    public static void Check(IServiceCollection services, List<string> faults)
    {
        if (services.All(service => service.ServiceType != typeof(IOrchestrationService)))
        {
            faults.Add($"{nameof(EmbeddedFunctionsApplicationBuilder.MapDurableManagement)} needs an orchestration "
                + $"service: call {nameof(EmbeddedFunctionsApplicationBuilder.UseOrchestrationService)}.");
        }
    }

    private Endpoint Map(string method, string route, InstanceRequest handle)
    {
        var endpoint = new RouteEndpointBuilder(
            context => RespondAsync(context, handle), RoutePatternFactory.Parse(route), order: 0)
        {
            DisplayName = $"{method} {route}",
        };
        endpoint.Metadata.Add(this);
        endpoint.Metadata.Add(new HttpMethodMetadata([method]));
        return endpoint.Build();
    }

    private static async Task RespondAsync(HttpContext context, InstanceRequest handle)
    {
        var client = context.RequestServices.GetRequiredService<DurableTaskClient>();
        var id = RouteText.InstanceId(context.Request);
        var instance = EntityIds.IsEntity(id) ? null : await FindAsync(client, id, context.RequestAborted);
        var result = instance is null ? Results.NotFound() : await handle(context.Request, client, instance);
        await result.ExecuteAsync(context);
    }

    private static async Task<OrchestrationMetadata?> FindAsync(
        DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        }
        catch (ArgumentException)
        {
            // The store rejects an id that no instance can have, such as a blank one.
            return null;
        }
    }
}
