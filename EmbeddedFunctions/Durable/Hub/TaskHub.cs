using DurableTask.Core;
using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Durable.Checks;
using EmbeddedFunctions.Invocation;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>Runs orchestrators and activities on the Durable Task Framework.</summary>
internal sealed partial class TaskHub : IFunctionRunner, IAsyncDisposable
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators;
    private readonly Dictionary<string, ActivityFunction> _activities;
    private readonly FunctionPipeline _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILoggerFactory _loggers;
    private readonly DataConverter _converter;
    private readonly DurableTaskShimFactory _shims;
    private readonly CancellationToken _shutdown;
    private readonly HostedOrchestrationService _service;
    private readonly ILogger<TaskHub> _logger;
    private readonly FunctionFailures _failures;
    private readonly TaskHubWorker _worker;

    public TaskHub(
        DurableFunctions functions,
        HostConfiguration host,
        IOrchestrationService service,
        IOptions<DurableTaskWorkerOptions> options,
        FunctionPipeline pipeline,
        IServiceScopeFactory scopes,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _orchestrators = functions.Orchestrators.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        _activities = functions.Activities.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        _pipeline = pipeline;
        _scopes = scopes;
        _loggers = loggers;
        _converter = options.Value.DataConverter;
        _shims = new DurableTaskShimFactory(options.Value, loggers);
        _shutdown = lifetime.ApplicationStopping;
        _logger = loggers.CreateLogger<TaskHub>();
        _failures = new FunctionFailures(loggers);
        StoreClock.Check(service, time);
        _service = new HostedOrchestrationService(
            service,
            host.MaxConcurrentActivityFunctions,
            host.MaxConcurrentOrchestratorFunctions,
            time,
            loggers,
            _shutdown);
        _worker = new TaskHubWorker(
            _service,
            new FunctionObjectManager<TaskOrchestration>(CreateOrchestration),
            new FunctionObjectManager<TaskActivity>(CreateActivity),
            new FrameworkLoggers(loggers))
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        _worker.AddOrchestrationDispatcherMiddleware(
            new EpisodeMiddleware(time, _failures, loggers.CreateLogger<EpisodeMiddleware>(), _shutdown).InvokeAsync);
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

    private TaskOrchestration CreateOrchestration(string name) => _orchestrators.TryGetValue(name, out var function)
        ? new FunctionOrchestration(function, _pipeline, _shims, _converter, _scopes, _loggers, _shutdown)
        : new MissingOrchestration(name);

    private AbandonableActivity CreateActivity(string name)
    {
        TaskActivity activity = _activities.TryGetValue(name, out var function)
            ? _shims.CreateActivity(function.Name, new FunctionActivity(function, _pipeline, _scopes, _shutdown))
            : new MissingActivity(name);
        return new AbandonableActivity(function?.Name ?? name, activity, _failures, _logger, _shutdown);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: waiting for {Count} running activities to end")]
    private partial void LogWaitingForActivities(int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message =
            "{Count} work items were still running at the end of the shutdown timeout: they run again at the next "
                + "start")]
    private partial void LogLeftRunning(int count);
}
