using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>
/// Gives orchestrators the virtual clock's time: the dispatcher stamps each episode with the machine's.
/// </summary>
internal static class VirtualTime
{
    public static Task Apply(DispatchMiddlewareContext context, TimeProvider clock, Func<Task> next)
    {
        var runtime = context.GetProperty<OrchestrationRuntimeState>();
        foreach (var started in runtime.NewEvents.OfType<OrchestratorStartedEvent>())
            started.Timestamp = clock.GetUtcNow().UtcDateTime;
        return next();
    }
}
