using DurableTask.Core;

namespace Bench.Provider;

internal static class TaskHubClientExtensions
{
    /// <summary>Starts an orchestration with an id of its own and a small input.</summary>
    public static Task<OrchestrationInstance> StartAsync(this TaskHubClient client, Type orchestration) =>
        client.CreateOrchestrationInstanceAsync(orchestration, Guid.CreateVersion7().ToString("N"), "hello world");
}
