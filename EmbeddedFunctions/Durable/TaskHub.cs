using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Runs orchestrators and activities on the Durable Task Framework. It starts when the server listens, since an activity
/// may call the app itself, and stops after the server has.
/// </summary>
internal sealed class TaskHub : IHostedLifecycleService, IDisposable
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators;
    private readonly Dictionary<string, ActivityFunction> _activities;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILoggerFactory _loggers;
    private readonly DataConverter _converter;
    private readonly DurableTaskShimFactory _shims;
    private readonly CancellationToken _shutdown;
    private readonly TimeProvider _time;
    private readonly TaskHubWorker _worker;

    public TaskHub(
        DurableFunctions functions,
        IOrchestrationService service,
        DataConverter converter,
        IServiceScopeFactory scopes,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _orchestrators = functions.Orchestrators.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        _activities = functions.Activities.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        _scopes = scopes;
        _loggers = loggers;
        _converter = converter;
        _shims = new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = converter }, loggers);
        _shutdown = lifetime.ApplicationStopping;
        _time = time;
        _worker = new TaskHubWorker(
            service,
            new FunctionObjects<TaskOrchestration>(CreateOrchestration),
            new FunctionObjects<TaskActivity>(CreateActivity),
            loggers)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        _worker.AddOrchestrationDispatcherMiddleware(RunEpisodeAsync);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await _worker.orchestrationService.CreateIfNotExistsAsync();
        await _worker.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => _worker.StopAsync(isForced: false);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _worker.Dispose();

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
}
