using DurableTask.Core;
using DurableTask.Core.Query;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>
/// A running task hub of one provider, with the orchestrations of the contract tests, which share it.
/// </summary>
public abstract class ContractHub : IAsyncLifetime
{
    /// <summary>Why the provider can't run on this machine; null if it can.</summary>
    public string? Missing { get; protected set; }

    public IOrchestrationService Service { get; private set; } = null!;

    public IOrchestrationServiceClient ServiceClient => (IOrchestrationServiceClient)Service;

    public IOrchestrationServiceQueryClient QueryClient => (IOrchestrationServiceQueryClient)Service;

    public IOrchestrationServicePurgeClient PurgeClient => (IOrchestrationServicePurgeClient)Service;

    public TaskHubClient Client { get; private set; } = null!;

    public abstract DateTime Now { get; }

    /// <summary>The maximum time by which a timer may fire early.</summary>
    public virtual TimeSpan MaxEarliness => TimeSpan.Zero;

    /// <summary>The number of repetitions of a case: the emulator processes a few dozen messages per second.</summary>
    public virtual int Amount(int whole, int onTheEmulator) => whole;

    protected TaskHubWorker? Worker { get; private set; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>
    /// Lets work continue, and time pass when nothing else is left, until an instance is in the expected state.
    /// </summary>
    public abstract Task<OrchestrationState> UntilAsync(string id, Func<OrchestrationState?, bool> condition);

    /// <summary>Lets time pass, and fires the timers that become due.</summary>
    public abstract Task PassAsync(TimeSpan time);

    /// <summary>Waits until the provider has no work left for now, as far as it can report.</summary>
    public abstract Task SettleAsync();

    /// <summary>Creates another service with its own empty store, which runs nothing.</summary>
    public abstract IOrchestrationService NewService();

    protected async Task StartAsync(IOrchestrationService service, Action<TaskHubWorker>? configure = null)
    {
        Service = service;
        Client = new TaskHubClient(ServiceClient);
        await service.CreateIfNotExistsAsync();
        Worker = new TaskHubWorker(service) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        ContractOrchestrations.Register(Worker);
        configure?.Invoke(Worker);
        await Worker.StartAsync();
    }
}
