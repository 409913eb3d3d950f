using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions.Durable;

/// <summary>Runs orchestrators and activities on the Durable Task Framework.</summary>
internal sealed partial class TaskHub : IFunctionRunner, IDisposable
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators;
    private readonly Dictionary<string, ActivityFunction> _activities;
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
        IServiceScopeFactory scopes,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _orchestrators = functions.Orchestrators.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        _activities = functions.Activities.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        _scopes = scopes;
        _loggers = loggers;
        _converter = options.Value.DataConverter;
        _shims = new DurableTaskShimFactory(options.Value, loggers);
        _shutdown = lifetime.ApplicationStopping;
        _time = time;
        _logger = loggers.CreateLogger<TaskHub>();
        _service = new HostedOrchestrationService(
            service, host.MaxConcurrentActivityFunctions, host.MaxConcurrentOrchestratorFunctions);
        _worker = new TaskHubWorker(
            _service,
            new FunctionObjects<TaskOrchestration>(CreateOrchestration),
            new FunctionObjects<TaskActivity>(CreateActivity),
            loggers)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        _worker.AddOrchestrationDispatcherMiddleware(RunEpisodeAsync);
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await _service.CreateIfNotExistsAsync();
        await _worker.StartAsync();
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        var left = await _service.DrainAsync(cancellation);
        if (left > 0)
        {
            LeftRunning(left);
        }

        // All that can be waited for has been: the framework's own wait would only look again.
        await _worker.StopAsync(isForced: true);
    }

    public void Dispose()
    {
        _worker.Dispose();
        _service.Dispose();
    }

    private TaskOrchestration CreateOrchestration(string name) => _orchestrators.TryGetValue(name, out var function)
        ? new FunctionOrchestration(function, _shims, _converter, _scopes, _loggers, _shutdown)
        : new MissingOrchestration(name);

    private TaskActivity CreateActivity(string name) => _activities.TryGetValue(name, out var function)
        ? _shims.CreateActivity(function.Name, new FunctionActivity(function, _scopes, _shutdown))
        : new MissingActivity(name);

    /// <summary>
    /// The dispatcher stamps an episode's start with the machine's clock; the stamp is what CurrentUtcDateTime says, so
    /// it's taken from the TimeProvider here, before the orchestrator runs and before it's stored.
    /// </summary>
    private async Task RunEpisodeAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        var state = context.GetProperty<OrchestrationRuntimeState>();
        foreach (var started in state.NewEvents.OfType<OrchestratorStartedEvent>())
        {
            started.Timestamp = _time.GetUtcNow().UtcDateTime;
        }

        if (context.GetProperty<TaskOrchestration>() is not FunctionOrchestration orchestration)
        {
            await next();
            return;
        }

        await using (orchestration)
        {
            if (state.ParentInstance is { } parent)
            {
                orchestration.Parent = new ParentOrchestrationInstance(parent.Name, parent.OrchestrationInstance.InstanceId);
            }

            await next();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Count} work items still ran when the time to stop was over: they run again at the next start")]
    private partial void LeftRunning(int count);
}
