using DurableTask.Sqlite.Tests.Azurite;
using EndToEnd.Tests.Targets;
using EndToEnd.Tests.WorkerHost;
using RelayFunctions.Tests.Hosting;

[assembly: AssemblyFixture(typeof(RelayTargets))]

namespace EndToEnd.Tests.Targets;

/// <summary>The targets of all tests of this assembly. Each starts with the first test that asks for it.</summary>
public sealed class RelayTargets : IAsyncDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly SemaphoreSlim _starting = new(1);
    private AzuriteProcess? _azurite;
    private RelayTarget? _main;
    private RelayTarget? _worker;

    /// <summary>The app that RELAY_BASE_URL names, else a RelayServer process.</summary>
    internal Task<RelayTarget> MainAsync() => OnceAsync(async () => _main ??= await StartMainAsync());

    /// <summary>The built Functions app in the worker host, on Azurite.</summary>
    internal Task<RelayTarget> WorkerAsync() =>
        OnceAsync(async () => _worker ??= (await StartWorkerAsync("Relay")).Target);

    /// <summary>One more worker host, on a task hub of its own, for a test that does something to its worker.</summary>
    /// <param name="taskHub">The task hub.</param>
    /// <param name="settings">App settings beside those of every target.</param>
    internal Task<(RelayTarget Target, FunctionsWorkerHost Host)> OwnWorkerAsync(
        string taskHub, params (string Name, string Value)[] settings) =>
        OnceAsync(() => StartWorkerAsync(taskHub, settings));

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
            await started.DisposeAsync();
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

    private async Task<(RelayTarget Target, FunctionsWorkerHost Host)> StartWorkerAsync(
        string taskHub, params (string Name, string Value)[] settings)
    {
        _azurite ??= await StartAzuriteAsync();
        var gateway = await ScriptedGateway.StartAsync(AnyPort);
        _started.Push(gateway);
        var hostSettings = new Dictionary<string, string>
        {
            ["extensions:durableTask:hubName"] = taskHub,
            // A timer that the storage shows too early is then found at once.
            ["extensions:durableTask:storageProvider:maxQueuePollingInterval"] = "00:00:00.2",
        };
        var appSettings = TargetSettings.For(gateway);
        foreach (var (name, value) in settings)
            appSettings[name] = value;
        var host = await FunctionsWorkerHost.StartAsync(
            BuildOutput.RelayFunctions, _azurite.ConnectionString, hostSettings, appSettings);
        _started.Push(host);
        return (new RelayTarget(new HttpClient { BaseAddress = host.Address }, gateway), host);
    }

    private static async Task<AzuriteProcess> StartAzuriteAsync()
    {
        Assert.SkipWhen(RunningApp.BaseUrl is not null, "RELAY_BASE_URL names the only target.");
        var (azurite, missing) = await AzuriteProcess.TryStartAsync();
        Assert.SkipWhen(azurite is null, missing ?? "");
        return azurite!;
    }
}
