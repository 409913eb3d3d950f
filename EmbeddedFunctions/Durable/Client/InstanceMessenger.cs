using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>Sends messages to instances that have not ended: events, suspension, resumption, termination.</summary>
/// <remarks>As on the Functions host, a message to an unknown or ended instance is an error.</remarks>
internal sealed class InstanceMessenger(
    IOrchestrationServiceClient service, InstanceReader reader, DataConverter converter, TimeProvider time)
{
    public Task RaiseEventAsync(
        string instanceId, string eventName, object? payload, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(
            instanceId, new EventRaisedEvent(-1, converter.Serialize(payload)) { Name = eventName }, cancellationToken);
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">The instance has ended.</exception>
    public async Task SendAsync(string instanceId, HistoryEvent message, CancellationToken cancellationToken)
    {
        await RequireLiveAsync(instanceId, cancellationToken);
        message.Timestamp = time.GetUtcNow().UtcDateTime;
        await service.SendTaskOrchestrationMessageAsync(new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId },
            Event = message,
        });
    }

    /// <inheritdoc cref="SendAsync"/>
    public async Task TerminateAsync(
        string instanceId, TerminateInstanceOptions? options, CancellationToken cancellationToken)
    {
        await RequireLiveAsync(instanceId, cancellationToken);
        var children = options?.Recursive == true ? await LiveChildrenAsync(instanceId, cancellationToken) : [];
        await service.ForceTerminateTaskOrchestrationAsync(instanceId, converter.Serialize(options?.Output));
        foreach (var child in children)
            await TerminateAsync(child, options, cancellationToken);
    }

    private async Task RequireLiveAsync(string instanceId, CancellationToken cancellationToken)
    {
        var state = await reader.RequireStateAsync(instanceId, cancellationToken);
        if (!state.OrchestrationStatus.IsLive())
            throw new InvalidOperationException($"The instance '{instanceId}' is {state.OrchestrationStatus}.");
    }

    private async Task<List<string>> LiveChildrenAsync(string instanceId, CancellationToken cancellationToken)
    {
        var live = new List<string>();
        var history = await reader.GetHistoryAsync(instanceId, cancellationToken);
        foreach (var child in history.OfType<SubOrchestrationInstanceCreatedEvent>())
        {
            var instance = await reader.GetAsync(child.InstanceId, withData: false, cancellationToken);
            if (instance is not null && instance.RuntimeStatus.ToCore().IsLive())
                live.Add(child.InstanceId);
        }

        return live;
    }
}
