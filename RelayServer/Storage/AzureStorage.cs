using DurableTask.AzureStorage;
using RelayFunctions.Storage;

namespace RelayServer.Storage;

internal static class AzureStorage
{
    /// <summary>Keeps the messages in a task hub of Azure Storage, which several servers share.</summary>
    public static IServiceCollection AddAzureStorage(
        this IServiceCollection services, IConfiguration configuration, string hostJsonPath)
    {
        var storage = new AzureStorageOptionsReader(configuration, hostJsonPath).Read();
        services.AddSingleton(storage);
        services.AddSingleton(new StoreDescription(
            $"the task hub {storage.TaskHub} of the storage account {storage.Connection.Account}"));
        services.AddSingleton(provider => new AzureStorageOrchestrationService(
            Settings(storage, provider.GetRequiredService<ILoggerFactory>())));
        services.AddHostedService<AzureStorageStart>();
        return services.AddSingleton<IOutageClassifier, AzureStorageOutageClassifier>();
    }

    private static AzureStorageOrchestrationServiceSettings Settings(
        AzureStorageConfiguration storage, ILoggerFactory loggers) => new()
        {
            StorageAccountClientProvider = storage.Connection.Clients,
            TaskHubName = storage.TaskHub,
            PartitionCount = storage.Options.PartitionCount,
            MaxQueuePollingInterval = storage.Options.MaxQueuePollingInterval,
            ControlQueueVisibilityTimeout = storage.Options.ControlQueueVisibilityTimeout,
            WorkItemQueueVisibilityTimeout = storage.Options.WorkItemQueueVisibilityTimeout,
            // As on the Functions host: with a smaller buffer, a burst of orchestrators waits a second at a time.
            ControlQueueBufferThreshold = 256,
            // The name owns leases: two processes on one machine, or in containers with one host name, must differ.
            WorkerId = $"{Environment.MachineName}-{Guid.NewGuid():N}",
            // The lease of the Functions host that lets only one app run a hub; servers share it on purpose.
            UseAppLease = false,
            ThrowExceptionOnInvalidDedupeStatus = true,
            LoggerFactory = new FirstLineLoggerFactory(loggers),
        };
}
