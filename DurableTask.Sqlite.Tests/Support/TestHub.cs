using DurableTask.Core;
using DurableTask.Sqlite.Database;
using Microsoft.Extensions.Time.Testing;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>A store in its own folder, with a worker and a client, on a virtual clock.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder;
    private readonly SqliteOrchestrationServiceOptions _options;
    private int _crashes;
    private readonly List<Action<TaskHubWorker>> _registrations = [];

    public TestHub(TempFolder? folder = null, SqliteOrchestrationServiceOptions? options = null)
    {
        _folder = folder ?? new TempFolder();
        _options = options ?? new SqliteOrchestrationServiceOptions { Path = "hub.db" };
        Service = Open();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Logs Logs { get; } = new();

    public ErrorPropagationMode Errors { get; init; } = ErrorPropagationMode.UseFailureDetails;

    public SqliteOrchestrationService Service { get; private set; }

    public TaskHubWorker? Worker { get; private set; }

    public TaskHubClient Client => new(Service);

    public string Path => System.IO.Path.Combine(_folder.Path, "hub.db");

    public TestHub Orchestration(string name, Func<OrchestrationContext, Events, string, Task<string>> body) =>
        Register(worker => worker.Orchestration(name, body));

    public TestHub Activity(string name, Func<string, Task<string>> body) =>
        Register(worker => worker.Activity(name, body));

    public TestHub Register(Action<TaskHubWorker> registration)
    {
        _registrations.Add(registration);
        return this;
    }

    public async Task<TestHub> StartAsync()
    {
        Worker = new TaskHubWorker(Service) { ErrorPropagationMode = Errors };
        _registrations.ForEach(register => register(Worker));
        Worker.AddOrchestrationDispatcherMiddleware((context, next) => VirtualTime.Apply(context, Clock, next));
        await Worker.StartAsync();
        return this;
    }

    public Task StartAsync(string orchestration, string id, string input = "") =>
        Client.CreateOrchestrationInstanceAsync(orchestration, "", id, input);

    public Task RaiseAsync(string id, string name, string value) =>
        Client.RaiseEventAsync(new OrchestrationInstance { InstanceId = id }, name, value);

    public Task IdleAsync() => Service.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Lets time pass until a task has ended, such as that of a retry after a pause.</summary>
    public async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task;
    }

    /// <summary>From here to <see cref="ShowFile"/> no new connection to the file can be opened.</summary>
    public void HideFile() => File.Move(Path, Path + ".away");

    public void ShowFile() => File.Move(Path + ".away", Path);

    public Task<OrchestrationState?> StateAsync(string id) => Service.GetOrchestrationStateAsync(id, executionId: null);

    public async Task<string?> OutputAsync(string id)
    {
        await IdleAsync();
        var state = await StateAsync(id);
        Assert.Equal(OrchestrationStatus.Completed, state!.OrchestrationStatus);
        return state.Output?.Trim('"');
    }

    /// <summary>Starts an instance and waits until it has ended, even while other work runs.</summary>
    public async Task RunBesideAsync(string name, string id)
    {
        await StartAsync(name, id, "x");
        await Service.WaitForOrchestrationAsync(id, null, TimeSpan.MaxValue, CancellationToken.None)
            .WaitAsync(Timeout, TestContext.Current.CancellationToken);
    }

    /// <summary>Continues with the file as a crash at this moment would leave it: a copy of what is on disk.</summary>
    public async Task CrashAsync()
    {
        var image = Directory.CreateDirectory(System.IO.Path.Combine(_folder.Path, $"image-{++_crashes}")).FullName;
        CopyFiles(image);
        await CloseAsync();
        foreach (var file in new[] { Path + "-wal", Path })
            File.Copy(System.IO.Path.Combine(image, System.IO.Path.GetFileName(file)), file, overwrite: true);
        Service = Open();
        await StartAsync();
    }

    // While a snapshot is being read, SQLite does not restart its log, so the two copies are consistent.
    private void CopyFiles(string image)
    {
        using var database = SqliteDatabase.Open(Path, create: false);
        database.Execute("BEGIN");
        database.ReadNumber("SELECT COUNT(*) FROM instances");
        foreach (var file in new[] { Path + "-wal", Path })
            File.Copy(file, System.IO.Path.Combine(image, System.IO.Path.GetFileName(file)));
    }

    public async Task ReopenAsync(bool start = true, Action<string>? whileClosed = null)
    {
        await CloseAsync();
        whileClosed?.Invoke(Path);
        Service = Open();
        if (start)
            await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private SqliteOrchestrationService Open() => new(new SqliteOrchestrationServiceOptions
    {
        Path = Path,
        TimeProvider = Clock,
        MaxConcurrentActivities = _options.MaxConcurrentActivities,
        ReadyQueueCapacity = _options.ReadyQueueCapacity,
        WriteQueueCapacity = _options.WriteQueueCapacity,
        HistoryCacheBytes = _options.HistoryCacheBytes,
        SearchKeysOf = _options.SearchKeysOf,
    }, Logs);

    private async Task CloseAsync()
    {
        if (Worker is not null)
            await Worker.StopAsync(isForced: true);
        Worker = null;
        await Service.DisposeAsync();
    }
}
