using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace RelayFunctions.Functions.Timers;

/// <summary>
/// Deletes the messages that have ended and were accepted longer ago than <see cref="RelayOptions.Retention"/>. A
/// message that ends later is deleted by the first run after its end.
/// </summary>
public sealed partial class PurgeEnded(RelayOptions options, TimeProvider time, ILogger<PurgeEnded> logger)
{
    /// <summary>A run ends well before a Functions host would end it; the next run continues.</summary>
    private static readonly TimeSpan MaxRunLength = TimeSpan.FromMinutes(4);

    /// <summary>
    /// The maximum time that one call of the store should take: well under host.json's grpcHttpClientTimeout.
    /// </summary>
    private static readonly TimeSpan MaxStep = TimeSpan.FromSeconds(10);

    private static readonly OrchestrationRuntimeStatus[] Ended =
    [
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>Runs every hour. A stop of the host ends a run early; the next run continues.</summary>
    [Function(nameof(PurgeEnded))]
    public async Task RunAsync(
        [TimerTrigger("0 17 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken shutdown)
    {
        using var limit = new CancellationTokenSource(MaxRunLength, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, shutdown);
        var filter = new PurgeInstancesFilter(CreatedTo: time.GetUtcNow() - options.Retention, Statuses: Ended)
        {
            Timeout = MaxStep,
        };
        try
        {
            var count = 0;
            PurgeResult step;
            do
            {
                step = await client.PurgeAllInstancesAsync(filter, stop.Token);
                count += step.PurgedInstanceCount;
            }
            while (step.IsComplete == false);

            LogPurged(logger, count, options.Retention);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogUnfinished(logger);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Deleted {Count} messages that were accepted over {Retention} ago")]
    private static partial void LogPurged(ILogger logger, int count, TimeSpan retention);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Deleting ended messages was interrupted; the next run continues")]
    private static partial void LogUnfinished(ILogger logger);
}
