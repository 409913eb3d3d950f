using DurableTask.Core;
using DurableTask.Sqlite.Scheduling;
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
    /// <exception cref="ObjectDisposedException">The service was disposed of, before the call or during it.</exception>
    public Task<OrchestrationState?> WaitForOrchestrationAsync(
        string instanceId, string? executionId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(_waits.Ends, instanceId, status => status.HasEnded(), timeout, cancellationToken);

    /// <summary>Waits until an instance has run for the first time. It may be created later.</summary>
    /// <inheritdoc cref="WaitForOrchestrationAsync"/>
    public Task<OrchestrationState?> WaitForOrchestrationStartAsync(
        string instanceId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(
            _waits.Starts,
            instanceId,
            status => status != OrchestrationStatus.Pending,
            timeout,
            cancellationToken);

    private async Task<OrchestrationState?> WaitAsync(
        InstanceSignals signals,
        string instanceId,
        Func<OrchestrationStatus, bool> isReached,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        CheckId(instanceId);
        try
        {
            var limit = timeout > LongestTimeout ? Timeout.InfiniteTimeSpan : timeout;
            return await signals.WaitAsync(instanceId, Look, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }

        OrchestrationState? Look() =>
            _reader.State(instanceId) is { } state && isReached(state.OrchestrationStatus) ? state : null;
    }
}
