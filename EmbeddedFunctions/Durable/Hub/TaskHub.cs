using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
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
    private readonly TimeProvider _time;
    private readonly HostedOrchestrationService _service;
    private readonly ILogger<TaskHub> _logger;
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
        _time = time;
        _logger = loggers.CreateLogger<TaskHub>();
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
            loggers)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        _worker.AddOrchestrationDispatcherMiddleware(RunEpisodeAsync);
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

    private TaskActivity CreateActivity(string name) => _activities.TryGetValue(name, out var function)
        ? new AbandonableActivity(
            function.Name,
            _shims.CreateActivity(function.Name, new FunctionActivity(function, _pipeline, _scopes, _shutdown)),
            _logger,
            _shutdown)
        : new MissingActivity(name);

    /// <summary>
    /// The dispatcher stamps an episode's start with the machine's clock, and CurrentUtcDateTime returns that stamp. It
    /// is replaced by the TimeProvider's time here, before the orchestrator runs and before the stamp is stored.
    /// </summary>
    private async Task RunEpisodeAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        var state = context.GetProperty<OrchestrationRuntimeState>();
        foreach (var started in state.NewEvents.OfType<OrchestratorStartedEvent>())
            started.Timestamp = _time.GetUtcNow().UtcDateTime;

        var orchestration = context.GetProperty<TaskOrchestration>() as FunctionOrchestration;
        await using (orchestration)
        {
            if (orchestration is not null && state.ParentInstance is { } parent)
            {
                orchestration.Parent = new ParentOrchestrationInstance(
                    parent.Name, parent.OrchestrationInstance.InstanceId);
            }

            await RunOrAbandonAsync(state.OrchestrationInstance!.InstanceId, orchestration, next);
            if (orchestration?.EventFailure is { } failure)
                context.SetProperty(failure);
        }
    }

    private async Task RunOrAbandonAsync(string instanceId, FunctionOrchestration? orchestration, Func<Task> next)
    {
        var fault = EpisodeFault.Begin();
        try
        {
            await next();
        }
        catch (Exception e) when (EpisodeFault.TryRecord(e, _shutdown))
        {
            // Abandoned below, like an exception that the executor turned into a result.
        }
        catch (Exception) when (orchestration?.EventFailure is not null)
        {
            // The result of the episode, unless a host fault came before it.
        }

        if (fault.Cause is { } cause)
        {
            LogAbandoned(instanceId, cause.Message);
            throw HostFault.Abort(cause);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The orchestrator of instance '{InstanceId}' is abandoned and runs again: {Reason}")]
    private partial void LogAbandoned(string instanceId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: waiting for {Count} running activities to end")]
    private partial void LogWaitingForActivities(int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message =
            "{Count} work items were still running at the end of the shutdown timeout: they run again at the next "
                + "start")]
    private partial void LogLeftRunning(int count);
}
