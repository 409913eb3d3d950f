using System.Text;
using EndToEnd.Tests.WorkerHost.Workers;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>
/// The Durable extension itself, Microsoft.Azure.WebJobs.Extensions.DurableTask, in a WebJobs host as inside the Functions
/// host: it serves the gRPC calls of the worker's clients, runs orchestrations and activities on Azure Storage, and
/// decides which failure of a worker is retried and which one is the function's.
/// </summary>
internal sealed class DurableExtensionHost : IAsyncDisposable
{
    /// <summary>The section of the Functions host's configuration that contains host.json.</summary>
    private const string Root = "AzureFunctionsJobHost";

    /// <summary>How long a stop may take: without its storage the extension does not end by itself.</summary>
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private DurableExtensionHost(IHost host, string clientBinding) => (_host, ClientBinding) = (host, clientBinding);

    /// <summary>The value of the workers' <c>durableClient</c> bindings.</summary>
    public string ClientBinding { get; }

    public static async Task<DurableExtensionHost> StartAsync(
        string hostJson, IReadOnlyDictionary<string, string> hostSettings, string storage, WorkerSupervisor workers,
        IEnumerable<WorkerFunction> functions, HostLog log)
    {
        var types = FunctionTypes.Create(functions).Append(typeof(ClientBinding)).ToList();
        var host = new HostBuilder()
            .ConfigureWebJobs(jobs => jobs.AddDurableTask())
            .ConfigureAppConfiguration(configuration => configuration
                .AddJsonStream(ToStream($"{{\"{Root}\":{hostJson}}}"))
                .AddInMemoryCollection(hostSettings.Select(s => KeyValuePair.Create($"{Root}:{s.Key}", (string?)s.Value)))
                .AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["AzureWebJobsConfigurationSection"] = Root,
                    ["AzureWebJobsStorage"] = storage,
                    ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
                    // With this variable in its environment, the machine would count as one of the Consumption plan.
                    ["CONTAINER_NAME"] = "",
                }))
            .ConfigureServices(services => services
                .AddSingleton<ITypeLocator>(new FunctionTypeLocator(types))
                .AddSingleton(new WorkerInvoker(workers))
                .AddNoWebHooks())
            .ConfigureLogging((context, logging) => log.Configure(logging, context.Configuration.GetSection($"{Root}:logging")))
            .Build();
        await host.StartAsync();
        var jobs = host.Services.GetRequiredService<IJobHost>();
        return new DurableExtensionHost(host, await Durable.ClientBinding.ReadAsync(jobs));
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(MaxStop, TimeProvider.System);
        try
        {
            await _host.StopAsync(stop.Token).WaitAsync(stop.Token);
            _host.Dispose();
        }
        catch (OperationCanceledException)
        {
            // The rest runs until the test process ends.
        }
    }

    private static MemoryStream ToStream(string text) => new(Encoding.UTF8.GetBytes(text));
}
