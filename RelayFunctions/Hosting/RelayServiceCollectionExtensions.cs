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
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Admission;
using RelayFunctions.Messages.Batches;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Resending;
using RelayFunctions.Messages.Routing;
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
        services.AddSettings(configuration);
        services.AddCatalogue(configuration);
        services.AddMessages();
        services.AddDelivery();
        services.AddAlerts();
        services.AddHealth();
        services.ConfigureWorker();
        return services;
    }

    private static void AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new RelayOptionsReader(configuration).Read());
        services.AddSingleton(new AppAddress(configuration));
    }

    private static void AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DemoGatewaySwitch>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CatalogueSource>(provider, configuration));
        services.AddSingleton<CatalogueMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogueMonitor>());
    }

    private static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<AdaptiveConcurrencyLimit>();
        services.AddSingleton(provider => new RequestMemory(
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            provider.GetRequiredService<RelayOptions>().MaxMessageBytes));
        services.AddSingleton<MessageGateways>();
        services.AddSingleton<MessageAcceptor>();
        services.AddSingleton<MessageResender>();
        services.AddSingleton<BatchAcceptor>();
        services.TryAddSingleton<IWriteGroups, NoWriteGroups>();
        services.TryAddSingleton<IMessageIndex, DurableMessageIndex>();
        services.TryAddSingleton<IMessageStatistics, DurableMessageStatistics>();
        services.AddSingleton<OverviewReader>();
        services.AddSingleton<OverviewEvents>();
    }

    private static void AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<AttemptPauses>();
        services.AddSingleton<AttemptsInFlight>();
        services.AddSingleton<SocketShortages>();
        services.AddSingleton<Cancellations>();
        services.AddSingleton<GatewayLimiter>();
        services.TryAddSingleton<ResolveHost>(_ => SystemResolver.ResolveAsync);
        services.AddSingleton(provider => new GatewayHttpClients(
            provider.GetRequiredService<ResolveHost>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RelayOptions>().Proxy is { } proxy
                ? GatewayProxy.At(proxy, isForAll: true)
                : null));
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<GatewaySender>();
    }

    private static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<GatewayGauges>();
        services.AddSingleton<AlertSender>();
        services.AddSingleton<AlertEvaluator>();
        services.AddSingleton<GatewayWatch>();
    }

    private static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddSingleton<IReadinessCheck, CatalogueCheck>();
        services.AddSingleton<IReadinessCheck, StoreCheck>();
    }

    private static void ConfigureWorker(this IServiceCollection services)
    {
        WorkerRequestLogFilter.AddTo(services);
        services.Configure<WorkerOptions>(worker => worker.Serializer = new WorkerSerializer());
        // The app bounds a body itself and responds with 413; the worker's own server would make it a 500.
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            // The unread part of a body waits in the kernel, not in memory of the runtime.
            kestrel.Limits.MaxRequestBufferSize = 64 * 1024;
        });
    }
}
