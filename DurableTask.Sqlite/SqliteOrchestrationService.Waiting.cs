using DurableTask.Core;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    // The longest that a timer of .NET can wait.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Waits for an instance to end. It may be created later.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="executionId">Not looked at: the instance's current execution is meant.</param>
    /// <param name="timeout">How long to wait, on the service's clock; infinite is allowed.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The state, or null after the timeout.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<OrchestrationState?> WaitForOrchestrationAsync(
        string instanceId, string? executionId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(instanceId, state => state.OrchestrationStatus.HasEnded(), timeout, cancellationToken);

    /// <summary>Waits until an instance has run for the first time. It may be created later.</summary>
    /// <inheritdoc cref="WaitForOrchestrationAsync"/>
    public Task<OrchestrationState?> WaitForOrchestrationStartAsync(
        string instanceId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(
            instanceId,
            state => state.OrchestrationStatus != OrchestrationStatus.Pending,
            timeout,
            cancellationToken);

    private async Task<OrchestrationState?> WaitAsync(
        string instanceId,
        Func<OrchestrationState, bool> isReached,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        CheckId(instanceId);
        using var timedOut = new CancellationTokenSource(
            timeout > LongestTimeout ? Timeout.InfiniteTimeSpan : timeout, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timedOut.Token, cancellationToken);
        OrchestrationState? state = null;
        async Task<bool> IsReachedAsync()
        {
            state = await GetOrchestrationStateAsync(instanceId, executionId: null).ConfigureAwait(false);
            return state is not null && isReached(state);
        }

        try
        {
            while (!await IsReachedAsync().ConfigureAwait(false))
                await _signals.WaitAsync(instanceId, IsReachedAsync, ended.Token).ConfigureAwait(false);
            return state;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
