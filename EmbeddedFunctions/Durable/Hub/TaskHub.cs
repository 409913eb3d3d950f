using DurableTask.Core;
using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Durable.Checks;
using EmbeddedFunctions.Invocation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>Runs orchestrators and activities on the Durable Task Framework.</summary>
internal sealed partial class TaskHub : IFunctionRunner, IAsyncDisposable
{
    private readonly HostedOrchestrationService _service;
    private readonly ILogger<TaskHub> _logger;
    private readonly TaskHubWorker _worker;

    public TaskHub(
        HubFunctions functions,
        FunctionFailures failures,
        HostConfiguration host,
        IOrchestrationService service,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var shutdown = lifetime.ApplicationStopping;
        _logger = loggers.CreateLogger<TaskHub>();
        StoreClock.Check(service, time);
        _service = new HostedOrchestrationService(
            service,
            host.MaxConcurrentActivityFunctions,
            host.MaxConcurrentOrchestratorFunctions,
            time,
            loggers,
            shutdown);
        _worker = new TaskHubWorker(
            _service,
            new FunctionObjectManager<TaskOrchestration>(functions.CreateOrchestration),
            new FunctionObjectManager<TaskActivity>(functions.CreateActivity),
            new FrameworkLoggers(loggers, time))
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        _worker.AddOrchestrationDispatcherMiddleware(
            new EpisodeMiddleware(time, failures, loggers.CreateLogger<EpisodeMiddleware>(), shutdown).InvokeAsync);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _service.CreateIfNotExistsAsync();
        await _worker.StartAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var running = _service.ActivitiesInFlight;
        if (running > 0)
            LogWaitingForActivities(running);
        var left = await _service.DrainAsync(cancellationToken);
        if (left > 0)
            LogLeftRunning(left);

        // Nothing is left to wait for: without isForced the framework would poll again.
        await _worker.StopAsync(isForced: true);
    }

    /// <summary>Also stops a hub whose start failed: its dispatchers would run forever.</summary>
    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(isForced: true);
        _worker.Dispose();
        _service.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: waiting for {Count} running activities to end")]
    private partial void LogWaitingForActivities(int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message =
            "{Count} work items were still running at the end of the shutdown timeout: they run again at the next "
                + "start")]
    private partial void LogLeftRunning(int count);
}
