using DurableTask.Core;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    /// <summary>Waits for an instance to end. It may be created later.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="executionId">The execution that is meant; null or empty: whichever is current.</param>
    /// <param name="timeout">How long to wait, on the service's clock; infinite is allowed.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The state, or null after the timeout.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<OrchestrationState?> WaitForOrchestrationAsync(
        string instanceId, string? executionId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(instanceId, executionId, state => state.OrchestrationStatus.HasEnded(), timeout, cancellationToken);

    /// <summary>Waits until an instance has run for the first time. It may be created later.</summary>
    /// <inheritdoc cref="WaitForOrchestrationAsync"/>
    public Task<OrchestrationState?> WaitForOrchestrationStartAsync(
        string instanceId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(
            instanceId,
            null,
            state => state.OrchestrationStatus != OrchestrationStatus.Pending,
            timeout,
            cancellationToken);

    private async Task<OrchestrationState?> WaitAsync(
        string instanceId,
        string? executionId,
        Func<OrchestrationState, bool> isReached,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        CheckId(instanceId);
        using var timedOut = new CancellationTokenSource(timeout, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timedOut.Token, cancellationToken);
        while (true)
        {
            // In this order: a change between the two is not missed.
            var change = _signals.NextChange(instanceId);
            var state = await GetOrchestrationStateAsync(instanceId, executionId).ConfigureAwait(false);
            if (state is not null && isReached(state))
                return state;

            try
            {
                await change.WaitAsync(ended.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }
}
