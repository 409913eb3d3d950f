using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>This provider on a virtual clock.</summary>
public class SqliteContractHub : ContractHub
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<SqliteOrchestrationService> _services = [];
    private SqliteOrchestrationService _service = null!;

    protected virtual bool KeepNothing => false;

    public override DateTime Now => _clock.GetUtcNow().UtcDateTime;

    public override async ValueTask InitializeAsync()
    {
        _service = (SqliteOrchestrationService)NewService();
        await StartAsync(_service, worker => worker.AddOrchestrationDispatcherMiddleware(
            (context, next) => VirtualTime.Apply(context, _clock, next)));
    }

    public override async Task<OrchestrationState> UntilAsync(string id, Func<OrchestrationState?, bool> condition)
    {
        while (true)
        {
            await SettleAsync();
            var state = await _service.GetOrchestrationStateAsync(id, executionId: null);
            if (condition(state))
                return state!;
            if (_service.NextTimerDue is not { } due)
                throw new InvalidOperationException($"'{id}' came to rest as {state?.OrchestrationStatus}.");
            _clock.Advance(due - _clock.GetUtcNow());
        }
    }

    public override async Task PassAsync(TimeSpan time)
    {
        await SettleAsync();
        _clock.Advance(time);
        await SettleAsync();
    }

    public override Task SettleAsync() => _service.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1));

    public override IOrchestrationService NewService()
    {
        var defaults = new SqliteOrchestrationServiceOptions { Path = "defaults" };
        _services.Add(new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions
        {
            Path = Path.Combine(_folder.Path, $"hub-{_services.Count}.db"),
            TimeProvider = _clock,
            HistoryCacheBytes = KeepNothing ? 0 : defaults.HistoryCacheBytes,
            ReadyQueueCapacity = KeepNothing ? 1 : defaults.ReadyQueueCapacity,
        }));
        return _services[^1];
    }

    public override async ValueTask DisposeAsync()
    {
        await Worker!.StopAsync(isForced: true);
        foreach (var service in _services)
            await service.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
