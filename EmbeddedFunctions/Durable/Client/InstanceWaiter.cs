using DurableTask.Core;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>Waits until instances have started or ended.</summary>
internal sealed class InstanceWaiter(IOrchestrationServiceClient service, InstanceReader reader)
{
    /// <summary>Some providers reject TimeSpan.MaxValue; every provider's timer can wait this long.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(24);
    private static readonly TimeSpan MinPoll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPoll = TimeSpan.FromMilliseconds(500);

    /// <exception cref="TimeoutException">The instance did not end in 24 days.</exception>
    public async Task<OrchestrationMetadata> WaitForCompletionAsync(
        string instanceId, bool withData, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var state = await service.WaitForOrchestrationAsync(instanceId, null, MaxWait, cancellationToken)
            ?? throw new TimeoutException($"The instance '{instanceId}' didn't end in {MaxWait.TotalDays} days.");
        return reader.ToMetadata(state, withData);
    }

    /// <remarks>
    /// The framework has no signal for a start, so the state is polled. The delay uses the machine's clock: a virtual
    /// clock does not advance while its owner waits here.
    /// </remarks>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public async Task<OrchestrationMetadata> WaitForStartAsync(
        string instanceId, bool withData, CancellationToken cancellationToken)
    {
        for (var pause = MinPoll; ; pause = pause * 2 < MaxPoll ? pause * 2 : MaxPoll)
        {
            var instance = await reader.GetAsync(instanceId, withData, cancellationToken)
                ?? throw new InvalidOperationException($"There is no instance '{instanceId}'.");
            if (instance.RuntimeStatus != OrchestrationRuntimeStatus.Pending)
                return instance;

            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }
    }
}
