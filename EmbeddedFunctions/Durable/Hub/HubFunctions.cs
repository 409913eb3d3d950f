using DurableTask.Core;
using EmbeddedFunctions.Invocation;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>Creates the framework's objects for the functions of the task hub, by their names.</summary>
internal sealed class HubFunctions(
    DurableFunctions functions,
    FunctionPipeline pipeline,
    IOptions<DurableTaskWorkerOptions> options,
    IServiceScopeFactory scopes,
    FunctionFailures failures,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : IDisposable
{
    private readonly CancellationToken _shutdown = lifetime.ApplicationStopping;
    private readonly DataConverter _converter = options.Value.DataConverter;

    private readonly Dictionary<string, OrchestratorFunction> _orchestrators =
        functions.Orchestrators.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ActivityFunction> _activities =
        functions.Activities.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    private readonly DurableTaskShimFactory _shims = new(options.Value, loggers);
    private readonly ILogger<TaskHub> _logger = loggers.CreateLogger<TaskHub>();

    // Each call has a timeout of its own.
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public TaskOrchestration CreateOrchestration(string name) => _orchestrators.TryGetValue(name, out var function)
        ? new FunctionOrchestration(function, pipeline, _shims, _converter, scopes, loggers, _shutdown)
        : new MissingOrchestration(name);

    public TaskActivity CreateActivity(string name)
    {
        var activity = _activities.TryGetValue(name, out var function)
            ? _shims.CreateActivity(function.Name, new FunctionActivity(function, pipeline, scopes, _shutdown))
            : name == HttpCallActivity.Name ? new HttpCallActivity(_http)
            : new MissingActivity(name);
        return new AbandonableActivity(function?.Name ?? name, activity, failures, _logger, _shutdown);
    }

    public void Dispose() => _http.Dispose();
}
