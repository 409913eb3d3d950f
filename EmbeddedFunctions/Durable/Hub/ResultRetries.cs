using DurableTask.Core;
using EmbeddedFunctions.Invocation;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// Stores an activity's result again until the store accepts it. The dispatcher would abandon the work item at the
/// first failure, so that the activity, which has had its effects, would run again.
/// </summary>
internal sealed partial class ResultRetries(TimeProvider time, ILogger<ResultRetries> logger) : IDisposable
{
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _ended = new();

    /// <summary>Calls <paramref name="store"/> until it succeeds, the host has a fault, or the retries end.</summary>
    public async Task StoreAsync(TaskMessage result, Func<Task> store)
    {
        for (var pause = MinPause; !await TryStoreAsync(result, store, isFirst: pause == MinPause); pause = Next(pause))
        {
            await Task.Delay(pause, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends all retries: each result gets one last try, whose failure is passed on.</summary>
    public void End() => _ended.Cancel();

    public void Dispose() => _ended.Dispose();

    private static TimeSpan Next(TimeSpan pause) => 2 * pause < MaxPause ? 2 * pause : MaxPause;

    private async Task<bool> TryStoreAsync(TaskMessage result, Func<Task> store, bool isFirst)
    {
        try
        {
            await store();
            return true;
        }
        catch (Exception e) when (!HostFault.IsIn(e) && !_ended.IsCancellationRequested)
        {
            if (isFirst)
                LogHeld(result.OrchestrationInstance.InstanceId, e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message =
            "The result of an activity of instance '{InstanceId}' can't be stored, and is held until it can be: "
                + "{Reason}")]
    private partial void LogHeld(string instanceId, string reason);
}
