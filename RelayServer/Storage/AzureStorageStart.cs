using DurableTask.AzureStorage;

namespace RelayServer.Storage;

/// <summary>
/// Creates the task hub before the server listens, so that an unreachable account stops the start with a one-line
/// error.
/// </summary>
internal sealed class AzureStorageStart(
    AzureStorageOrchestrationService service, AzureStorageConfiguration storage) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await service.CreateIfNotExistsAsync().WaitAsync(cancellationToken);
        }
        catch (Exception e) when (AzureStorageFailure.Find(e) is { } failure)
        {
            throw new InvalidOperationException(
                $"the storage account {storage.Connection.Account} of {AzureStorageConnection.Setting} can't be used: "
                    + $"{failure}",
                e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
