using System.Text;
using System.Text.Json;
using EndToEnd.Tests.WorkerHost.Durable;
using EndToEnd.Tests.WorkerHost.Http;
using EndToEnd.Tests.WorkerHost.Rpc;
using EndToEnd.Tests.WorkerHost.Timers;
using EndToEnd.Tests.WorkerHost.Workers;
using Microsoft.Extensions.Configuration;

namespace EndToEnd.Tests.WorkerHost;

/// <summary>
/// Does for a built isolated app what the Functions host does: starts its worker, loads its functions, takes HTTP
/// requests for them, and runs its orchestrations with the Durable extension on Azure Storage. Left out: keys, the
/// clock of timer triggers, the admin and management APIs, and the additions of Azure.
/// </summary>
internal sealed class FunctionsWorkerHost : IAsyncDisposable
{
    private readonly RpcServer _rpc;
    private readonly WorkerSupervisor _workers;
    private readonly DurableExtensionHost _durable;
    private readonly HttpInvoker _invoker;
    private readonly TimerInvoker _timers;
    private readonly HttpFrontEnd _http;
    private readonly HostLog _log;

    private FunctionsWorkerHost(
        RpcServer rpc, WorkerSupervisor workers, DurableExtensionHost durable, HttpInvoker invoker, HttpFrontEnd http, HostLog log)
    {
        (_rpc, _workers, _durable, _invoker, _http) = (rpc, workers, durable, invoker, http);
        _timers = new TimerInvoker(workers, durable.ClientBinding);
        _log = log;
    }

    /// <summary>The address of the HTTP functions.</summary>
    public Uri Address => _http.Address;

    /// <param name="appFolder">The output folder of the app's build.</param>
    /// <param name="storage">The connection string of the storage account.</param>
    /// <param name="hostSettings">Settings that replace those of host.json, by their paths with colons.</param>
    /// <param name="appSettings">Environment variables of the worker.</param>
    public static async Task<FunctionsWorkerHost> StartAsync(
        string appFolder, string storage, IReadOnlyDictionary<string, string> hostSettings,
        IReadOnlyDictionary<string, string> appSettings)
    {
        var hostJson = await File.ReadAllTextAsync(Path.Combine(appFolder, "host.json"));
        var log = new HostLog(LoggingOf(hostJson));
        var connections = new WorkerConnections(log);
        var rpc = await RpcServer.StartAsync(connections);
        var workers = new WorkerSupervisor(WorkerConfig.Read(appFolder), connections, appSettings, log);
        try
        {
            var functions = (await workers.StartAsync(rpc.Address)).Functions;
            var durable = await DurableExtensionHost.StartAsync(hostJson, hostSettings, storage, workers, functions, log);
            var invoker = new HttpInvoker(workers, durable.ClientBinding, log);
            var http = await HttpFrontEnd.StartAsync(RoutePrefixOf(hostJson), functions, invoker);
            return new FunctionsWorkerHost(rpc, workers, durable, invoker, http, log);
        }
        catch
        {
            // The worker would outlive its host.
            await workers.DisposeAsync();
            await rpc.DisposeAsync();
            log.Dispose();
            throw;
        }
    }

    /// <summary>The host's log so far, at the levels of host.json.</summary>
    public IReadOnlyList<HostLogLine> LogLines => _log.Lines;

    /// <summary>Runs a function with a timer trigger, as its schedule would.</summary>
    public Task TriggerTimerAsync(string functionName) => _timers.InvokeAsync(functionName);

    /// <summary>Kills the worker (SIGKILL) and waits until the host has started another one.</summary>
    public async Task KillWorkerAsync()
    {
        await _workers.KillAsync();
        await _workers.Current;
    }

    /// <summary>Stops the worker (SIGTERM) and waits until the host has started another one.</summary>
    public async Task StopWorkerAsync()
    {
        await _workers.StopAsync();
        await _workers.Current;
    }

    /// <summary>Stops host and worker, and leaves what they wrote as worker-host-*.log beside the tests.</summary>
    public async ValueTask DisposeAsync()
    {
        var logFile = Path.Combine(AppContext.BaseDirectory, $"worker-host-{Address.Port}.log");
        await _http.DisposeAsync();
        _invoker.Dispose();
        await _durable.DisposeAsync();
        await _workers.DisposeAsync();
        await _rpc.DisposeAsync();
        await _log.SaveAsync(logFile);
        _log.Dispose();
    }

    private static IConfigurationSection LoggingOf(string hostJson) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(hostJson))).Build().GetSection("logging");

    private static string RoutePrefixOf(string hostJson)
    {
        using var host = JsonDocument.Parse(hostJson);
        return host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()!;
    }
}
