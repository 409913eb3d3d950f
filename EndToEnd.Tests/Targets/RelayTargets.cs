using DurableTask.Sqlite.Tests.Azurite;
using EndToEnd.Tests.Targets;
using EndToEnd.Tests.WorkerHost;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.Machines;

[assembly: AssemblyFixture(typeof(RelayTargets))]

namespace EndToEnd.Tests.Targets;

/// <summary>The targets of all tests of this assembly. Each starts with the first test that asks for it.</summary>
public sealed class RelayTargets : IAsyncDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";
    private const string StorageProvider = "extensions:durableTask:storageProvider:";

    // Few messages need no more, and each queue is polled.
    private static readonly (string Name, string Value) OneQueue = (StorageProvider + "partitionCount", "1");

    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly SemaphoreSlim _starting = new(1);
    private readonly List<StorageLine> _lines = [];
    private AzuriteProcess? _azurite;
    private RelayTarget? _main;
    private WorkerTarget? _worker;

    /// <summary>The app that RELAY_BASE_URL names, else a RelayServer process.</summary>
    internal Task<RelayTarget> MainAsync() => OnceAsync(async () => _main ??= await StartMainAsync());

    /// <summary>The built Functions app in the worker host, on Azurite.</summary>
    internal Task<RelayTarget> WorkerAsync() => OnceAsync(async () =>
    {
        if (_worker is null)
        {
            // A timer that the storage shows too early is then found at once.
            _worker = await StartWorkerAsync(
                "Relay", (await AzuriteAsync()).ConnectionString, [OneQueue, (StorageProvider + "maxQueuePollingInterval", "00:00:00.2")]);
            _started.Push(_worker);
        }

        return _worker.Target;
    });

    /// <summary>
    /// One more worker host, on a task hub of its own, for a test that does something to its worker, and disposes it: while
    /// it runs, it polls its queues.
    /// </summary>
    /// <param name="taskHub">The task hub.</param>
    /// <param name="settings">App settings beside those of every target.</param>
    internal Task<WorkerTarget> OwnWorkerAsync(string taskHub, params (string Name, string Value)[] settings) => OnceAsync(
        async () => await StartWorkerAsync(taskHub, (await AzuriteAsync()).ConnectionString, [OneQueue], settings));

    /// <summary>The same, for routes that have a prefix.</summary>
    internal Task<WorkerTarget> PrefixedWorkerAsync(string taskHub, string prefix) => OnceAsync(async () =>
    {
        var app = PrefixedApp.Create(prefix);
        _started.Push(app);
        return await StartWorkerAsync(taskHub, (await AzuriteAsync()).ConnectionString, [OneQueue], appFolder: app.Folder);
    });

    /// <summary>The same, for a test that cuts the worker host's way to its storage.</summary>
    internal Task<(WorkerTarget Worker, StorageLine Storage)> OwnStorageAsync(string taskHub) => OnceAsync(async () =>
    {
        var line = new StorageLine((await AzuriteAsync()).ConnectionString);
        _lines.Add(line);
        var worker = await StartWorkerAsync(
            taskHub,
            line.ConnectionString,
            [
                OneQueue,
                // What could not be stored is taken up after the least time that is allowed, not after host.json's.
                (StorageProvider + "controlQueueVisibilityTimeout", "00:01:00"),
                (StorageProvider + "workItemQueueVisibilityTimeout", "00:01:00"),
            ]);
        return (worker, line);
    });

    /// <summary>The connection string of the storage account of the workers' hosts.</summary>
    internal Task<string> StorageAsync() => OnceAsync(async () => (await AzuriteAsync()).ConnectionString);

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
            await started.DisposeAsync();
        foreach (var line in _lines)
            line.Dispose();
        _azurite?.Dispose();
        _starting.Dispose();
    }

    private async Task<T> OnceAsync<T>(Func<Task<T>> start)
    {
        await _starting.WaitAsync();
        try
        {
            return await start();
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<RelayTarget> StartMainAsync()
    {
        if (RunningApp.BaseUrl is { } baseUrl)
            return await RunningApp.ConnectAsync(baseUrl);

        var gateway = await ScriptedGateway.StartAsync(AnyPort);
        _started.Push(gateway);
        var folder = Directory.CreateTempSubdirectory("relay-end-to-end-");
        var server = await ServerProcess.StartAsync(folder.FullName, TargetSettings.For(gateway));
        _started.Push(server);
        return new RelayTarget(new HttpClient { BaseAddress = server.Address }, gateway);
    }

    private static async Task<WorkerTarget> StartWorkerAsync(
        string taskHub, string storage, (string Name, string Value)[] hostSettings, (string Name, string Value)[]? settings = null,
        string? appFolder = null)
    {
        var gateway = await ScriptedGateway.StartAsync(AnyPort);
        var appSettings = TargetSettings.For(gateway);
        foreach (var (name, value) in settings ?? [])
            appSettings[name] = value;
        var host = await FunctionsWorkerHost.StartAsync(
            appFolder ?? BuildOutput.RelayFunctions,
            storage,
            hostSettings.Append(("extensions:durableTask:hubName", taskHub)).ToDictionary(),
            appSettings);
        return new WorkerTarget(host, gateway);
    }

    private async Task<AzuriteProcess> AzuriteAsync() => _azurite ??= await StartAzuriteAsync();

    private static async Task<AzuriteProcess> StartAzuriteAsync()
    {
        Assert.SkipWhen(RunningApp.BaseUrl is not null, "RELAY_BASE_URL names the only target.");
        var (azurite, missing) = await AzuriteProcess.TryStartAsync();
        Assert.SkipWhen(azurite is null, missing ?? "");
        return azurite!;
    }
}
