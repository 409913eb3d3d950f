using System.Collections.Concurrent;
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

    // A few messages need no more partitions, and each queue is polled.
    private static readonly (string Name, string Value) OneQueue = (StorageProvider + "partitionCount", "1");

    private readonly ConcurrentStack<IAsyncDisposable> _started = new();
    private readonly SemaphoreSlim _ownStart = new(1);
    private readonly List<StorageLine> _lines = [];
    private readonly Lazy<Task<AzuriteProcess>> _azurite = new(StartAzuriteAsync);
    private readonly Lazy<Task<RelayTarget>> _main;
    private readonly Lazy<Task<RelayTarget>> _worker;

    /// <summary>Starts none of them yet.</summary>
    public RelayTargets() => (_main, _worker) = (new(StartMainAsync), new(StartSharedWorkerAsync));

    /// <summary>The app that RELAY_BASE_URL names, else a RelayServer process.</summary>
    internal Task<RelayTarget> MainAsync() => _main.Value;

    /// <summary>The built Functions app in the worker host, on Azurite.</summary>
    internal Task<RelayTarget> WorkerAsync() => _worker.Value;

    /// <summary>
    /// Starts another worker host, on its own task hub, for a test that stops or kills its worker. The test disposes
    /// it, since it polls its queues while it runs.
    /// </summary>
    /// <param name="taskHub">The task hub.</param>
    /// <param name="settings">App settings in addition to those of every target.</param>
    internal Task<WorkerTarget> OwnWorkerAsync(string taskHub, params (string Name, string Value)[] settings) => OneByOneAsync(
        async () => await StartWorkerAsync(taskHub, await StorageAsync(), [OneQueue], settings));

    /// <summary>The same, for routes that have a prefix.</summary>
    internal Task<WorkerTarget> PrefixedWorkerAsync(string taskHub, string prefix) => OneByOneAsync(async () =>
    {
        var app = PrefixedApp.Create(prefix);
        _started.Push(app);
        return await StartWorkerAsync(taskHub, await StorageAsync(), [OneQueue], appFolder: app.Folder);
    });

    /// <summary>The same, for a test that cuts the worker host's way to its storage.</summary>
    internal Task<(WorkerTarget Worker, StorageLine Storage)> OwnStorageAsync(string taskHub) => OneByOneAsync(async () =>
    {
        var line = new StorageLine(await StorageAsync());
        _lines.Add(line);
        var worker = await StartWorkerAsync(
            taskHub,
            line.ConnectionString,
            [
                OneQueue,
                // Work that could not be stored is retried after the minimum time that is allowed, not after that of
                // host.json.
                (StorageProvider + "controlQueueVisibilityTimeout", "00:01:00"),
                (StorageProvider + "workItemQueueVisibilityTimeout", "00:01:00"),
            ]);
        return (worker, line);
    });

    /// <summary>The connection string of the storage account of the workers' hosts.</summary>
    internal async Task<string> StorageAsync() => (await _azurite.Value).ConnectionString;

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
            await started.DisposeAsync();
        foreach (var line in _lines)
            line.Dispose();
        if (_azurite is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            (await _azurite.Value).Dispose();
        _ownStart.Dispose();
    }

    // The tests of the two shared targets take the longest, so no start of another host must delay them, or each other.
    private async Task<T> OneByOneAsync<T>(Func<Task<T>> start)
    {
        await _ownStart.WaitAsync();
        try
        {
            return await start();
        }
        finally
        {
            _ownStart.Release();
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

    private async Task<RelayTarget> StartSharedWorkerAsync()
    {
        // A timer that the storage shows too early is then found immediately.
        var worker = await StartWorkerAsync(
            "Relay", await StorageAsync(), [OneQueue, (StorageProvider + "maxQueuePollingInterval", "00:00:00.2")]);
        _started.Push(worker);
        return worker.Target;
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

    private static async Task<AzuriteProcess> StartAzuriteAsync()
    {
        Assert.SkipWhen(RunningApp.BaseUrl is not null, "RELAY_BASE_URL names the only target.");
        var (azurite, missing) = await AzuriteProcess.TryStartAsync();
        Assert.SkipWhen(azurite is null, missing ?? "");
        return azurite!;
    }
}
