using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>The work that the hub's dispatchers hold, and the order in which a stop ends it.</summary>
internal sealed class TaskHubWork(TimeProvider time, ILoggerFactory loggers, CancellationToken stopping) : IDisposable
{
    /// <summary>
    /// How long a stop waits for the episodes that take the last results. These episodes never run here if the instance
    /// was terminated meanwhile, or if another server has taken over its partition of Azure Storage.
    /// </summary>
    private static readonly TimeSpan EpisodeTimeout = TimeSpan.FromSeconds(5);

    public InFlightWorkItems Activities { get; } = new();

    public InFlightWorkItems Orchestrations { get; } = new();

    public PendingResults Results { get; } = new(stopping);

    public ResultRetries Retries { get; } = new(time, loggers.CreateLogger<ResultRetries>());

    /// <summary>
    /// Stops handing out work: first activities, then, once episodes have taken the results of the last ones,
    /// orchestrations. Completes when no work item is in flight or the token fires; returns the number still in flight.
    /// </summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var activities = await Activities.DrainAsync(cancellationToken);
        await Results.WhenEmptyAsync().WaitAsync(EpisodeTimeout, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = activities + await Orchestrations.DrainAsync(cancellationToken);
        Retries.End();
        return left;
    }

    public void Dispose()
    {
        Retries.End();
        Retries.Dispose();
        Activities.Dispose();
        Orchestrations.Dispose();
    }
}
