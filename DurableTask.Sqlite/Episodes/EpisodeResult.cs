using DurableTask.Core;

namespace DurableTask.Sqlite.Episodes;

/// <summary>The result of an episode, as the dispatcher passes it.</summary>
/// <param name="Original">The state that the work item came with.</param>
/// <param name="Runtime">The state after it: another one if the instance continued as new.</param>
/// <param name="NewMessages">The messages that it took.</param>
/// <param name="Activities">Activities to run.</param>
/// <param name="Instances">Messages to instances, including those that start sub-orchestrations.</param>
/// <param name="Timers">Timers to wait for.</param>
internal sealed record EpisodeResult(
    OrchestrationRuntimeState Original,
    OrchestrationRuntimeState Runtime,
    IList<TaskMessage> NewMessages,
    IList<TaskMessage> Activities,
    IList<TaskMessage> Instances,
    IList<TaskMessage> Timers);
