using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>Registers orchestrations and activities whose code is in their test.</summary>
internal static class WorkerRegistrations
{
    public static TaskHubWorker Activity(this TaskHubWorker worker, string name, Func<string, Task<string>> body) =>
        worker.AddTaskActivities(new NamedCreator<TaskActivity>(name, () => new InlineActivity(body)));

    public static TaskHubWorker Activity<TInput, TResult>(
        this TaskHubWorker worker, string name, Func<TInput, TResult> body) =>
        worker.AddTaskActivities(new NamedCreator<TaskActivity>(name, () => new TypedActivity<TInput, TResult>(body)));

    public static TaskHubWorker Orchestration(
        this TaskHubWorker worker,
        string name,
        Func<OrchestrationContext, Events, string, Task<string>> body,
        string version = "") => worker.AddTaskOrchestrations(
            new NamedCreator<TaskOrchestration>(name, () => new InlineOrchestration(body), version));
}
