using DurableTask.Core.History;

namespace EmbeddedFunctions.Durable.Client;

internal sealed partial class EmbeddedDurableTaskClient
{
    /// <summary>Starts an instance again with the input, version and tags that it had; a living one isn't replaced.</summary>
    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var state = await RequireStateAsync(instanceId, cancellation);
        if (!restartWithNewInstanceId && Living.Contains(state.OrchestrationStatus))
        {
            throw new InvalidOperationException($"The instance '{instanceId}' is {state.OrchestrationStatus}: only one that "
                + "has ended can be restarted under its own id.");
        }

        var started = new ExecutionStartedEvent(-1, state.Input)
        {
            Name = state.Name,
            Version = state.Version ?? string.Empty,
            Tags = state.Tags,
        };
        return await CreateAsync(
            restartWithNewInstanceId ? NewInstanceId() : instanceId, started, Living, cancellation);
    }
}
