using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>Locks and completes work items as the framework's dispatchers do.</summary>
internal static class WorkItems
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    public static Task<TaskOrchestrationWorkItem?> TakeAsync(this SqliteOrchestrationService service) =>
        service.LockNextTaskOrchestrationWorkItemAsync(Timeout, CancellationToken.None).WaitAsync(Timeout);

    public static Task<TaskActivityWorkItem?> TakeActivityAsync(this SqliteOrchestrationService service) =>
        service.LockNextTaskActivityWorkItem(Timeout, CancellationToken.None).WaitAsync(Timeout);

    public static Task CreateAsync(this SqliteOrchestrationService service, string id, string input = "") =>
        new TaskHubClient(service).CreateOrchestrationInstanceAsync("Any", "", id, input);
}
