using Azure.Core.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RelayFunctions.Alerts;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Gateways.Network;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Tokens;
using RelayFunctions.Gateways.Transport;
using RelayFunctions.Health;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Batches;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Notifying;
using RelayFunctions.Messages.Resending;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Overviews;
using RelayFunctions.Storage;

namespace RelayFunctions.Hosting;

/// <summary>Registers everything that the functions need, on whichever host they run.</summary>
public static class RelayServiceCollectionExtensions
{
    /// <summary>Adds Relay. A fault in the settings or the catalogue stops the start of the host.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The source of <c>Relay</c>, <c>Gateways</c> and <c>WEBSITE_HOSTNAME</c>.</param>
    public static IServiceCollection AddRelay(this IServiceCollection services, IConfiguration configuration)
    {
        SecretFiles.AddTo(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new RelayOptionsReader(configuration).Read());
        services.AddSingleton<AdaptiveConcurrencyLimit>();
        services.AddSingleton(provider => new RequestMemory(
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            provider.GetRequiredService<RelayOptions>().MaxMessageBytes));
        services.AddSingleton(new AppAddress(configuration));
        services.AddSingleton<DemoGatewaySwitch>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CatalogueSource>(provider, configuration));
        services.AddSingleton<CatalogueMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogueMonitor>());
        services.AddSingleton<AttemptPauses>();
        services.AddSingleton<AttemptsInFlight>();
        services.AddSingleton<Cancellations>();
        services.TryAddSingleton<IMessageIndex, DurableMessageIndex>();
        services.TryAddSingleton<IWriteGroups, NoWriteGroups>();
        services.TryAddSingleton<IMessageStatistics, DurableMessageStatistics>();
        services.AddSingleton<OverviewReader>();
        services.AddSingleton<OverviewEvents>();
        services.AddSingleton<GatewayLimiter>();
        services.AddSingleton<MessageGateways>();
        services.AddSingleton<GatewayGauges>();
        services.AddSingleton<AlertSender>();
        services.AddSingleton<AlertEvaluator>();
        services.AddSingleton<GatewayWatch>();
        services.AddSingleton<MessageAcceptor>();
        services.AddSingleton<MessageResender>();
        services.AddSingleton<BatchAcceptor>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IReadinessCheck, CatalogueCheck>();
        services.AddSingleton<IReadinessCheck, StoreCheck>();
        services.TryAddSingleton<ResolveHost>(_ => SystemResolver.ResolveAsync);
        services.AddSingleton(provider => new GatewayHttpClients(
            provider.GetRequiredService<ResolveHost>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RelayOptions>().Proxy is { } proxy
                ? GatewayProxy.At(proxy, isForAll: true)
                : null));
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<GatewaySender>();

        WorkerRequestLogFilter.AddTo(services);

        services.Configure<WorkerOptions>(worker => worker.Serializer = new WorkerSerializer());
        // The app bounds a body itself and responds with 413; the worker's own server would make it a 500.
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            // The unread part of a body waits in the kernel, not in memory of the runtime.
            kestrel.Limits.MaxRequestBufferSize = 64 * 1024;
        });
        return services;
    }
}
