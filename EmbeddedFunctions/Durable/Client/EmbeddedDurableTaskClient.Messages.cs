using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Durable.Client;

internal sealed partial class EmbeddedDurableTaskClient
{
    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(
            instanceId, new EventRaisedEvent(-1, _converter.Serialize(eventPayload)) { Name = eventName }, cancellation);
    }

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionSuspendedEvent(-1, reason), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionResumedEvent(-1, reason), cancellation);

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        await CheckLivingAsync(instanceId, cancellation);
        var children = options?.Recursive == true ? await LivingChildrenAsync(instanceId, cancellation) : [];
        await service.ForceTerminateTaskOrchestrationAsync(instanceId, _converter.Serialize(options?.Output));
        foreach (var child in children)
        {
            await TerminateInstanceAsync(child, options, cancellation);
        }
    }

    private async Task SendAsync(string instanceId, HistoryEvent message, CancellationToken cancellation)
    {
        await CheckLivingAsync(instanceId, cancellation);
        message.Timestamp = UtcNow;
        await service.SendTaskOrchestrationMessageAsync(new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId },
            Event = message,
        });
    }

    /// <summary>As on the Functions host, a message to an unknown or ended instance is an error, not lost in silence.</summary>
    private async Task CheckLivingAsync(string instanceId, CancellationToken cancellation)
    {
        var state = await RequireStateAsync(instanceId, cancellation);
        if (!Living.Contains(state.OrchestrationStatus))
        {
            throw new InvalidOperationException($"The instance '{instanceId}' is {state.OrchestrationStatus}.");
        }
    }

    private async Task<List<string>> LivingChildrenAsync(string instanceId, CancellationToken cancellation)
    {
        var living = new List<string>();
        var history = await GetOrchestrationHistoryAsync(instanceId, cancellation);
        foreach (var child in history.OfType<SubOrchestrationInstanceCreatedEvent>())
        {
            var instance = await GetInstanceAsync(child.InstanceId, cancellation);
            if (instance is not null && Living.Contains(instance.RuntimeStatus.ToCore()))
            {
                living.Add(child.InstanceId);
            }
        }

        return living;
    }
}
