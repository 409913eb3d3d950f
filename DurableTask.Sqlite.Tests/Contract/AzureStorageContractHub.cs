using System.Diagnostics;
using DurableTask.AzureStorage;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Azurite;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The official provider on the storage emulator, set to poll quickly.</summary>
public sealed class AzureStorageContractHub : ContractHub
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private AzuriteProcess? _azurite;

    public override DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    // Its timers are invisible messages, which the emulator counts in whole seconds.
    public override TimeSpan MaxEarliness => TimeSpan.FromSeconds(1);

    public override int Amount(int whole, int onTheEmulator) => onTheEmulator;

    public override async ValueTask InitializeAsync()
    {
        (_azurite, Missing) = await AzuriteProcess.TryStartAsync();
        if (_azurite is null)
            return;

        await StartAsync(Connect("contract"));
    }

    public override IOrchestrationService NewService() => Connect("hub" + Guid.NewGuid().ToString("N"));

    /// <summary>A client of the hub that reports success when it does not start an instance whose id exists.</summary>
    public TaskHubClient LenientClient() => new(Connect("contract", isStrict: false));

    public override async Task<OrchestrationState> UntilAsync(string id, Func<OrchestrationState?, bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var state = await ServiceClient.GetOrchestrationStateAsync(id, executionId: null);
            if (condition(state))
                return state!;
            if (Stopwatch.GetElapsedTime(started) > Timeout)
                throw new TimeoutException($"'{id}' is still {state?.OrchestrationStatus}.");
            await Task.Delay(PollInterval, TimeProvider.System);
        }
    }

    public override Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);

    // It does not report when it is idle, so an orchestration that was started later is awaited: it went through the
    // same queue.
    public override async Task SettleAsync()
    {
        var marker = Guid.NewGuid().ToString("N");
        await Client.CreateOrchestrationInstanceAsync("Echo", "", marker, "");
        await UntilAsync(marker, state => state?.OrchestrationStatus == OrchestrationStatus.Completed);
    }

    public override async ValueTask DisposeAsync()
    {
        if (Worker is not null)
            await Worker.StopAsync(isForced: true);
        _azurite?.Dispose();
    }

    private AzureStorageOrchestrationService Connect(string hub, bool isStrict = true) =>
        new(new AzureStorageOrchestrationServiceSettings
        {
            StorageAccountClientProvider = new StorageAccountClientProvider(_azurite!.ConnectionString),
            TaskHubName = hub,
            PartitionCount = 1,
            UseAppLease = false,
            LeaseAcquireInterval = TimeSpan.FromSeconds(1),
            MaxQueuePollingInterval = TimeSpan.FromMilliseconds(100),
            ThrowExceptionOnInvalidDedupeStatus = isStrict,
        });
}
