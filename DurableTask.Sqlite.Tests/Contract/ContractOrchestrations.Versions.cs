using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using DurableTask.Sqlite.Tests.Support;
using Newtonsoft.Json;

namespace DurableTask.Sqlite.Tests.Contract;

/// <content>Versions and tags.</content>
internal static partial class ContractOrchestrations
{
    private static void RegisterVersions(TaskHubWorker worker)
    {
        worker.Orchestration("Versioned", GoOnAsTheSecond, "V0");
        worker.Orchestration("Versioned", (_, _, _) => Task.FromResult("the first"), "V1");
        worker.Orchestration("Versioned", (_, _, _) => Task.FromResult("the second"), "V2");
        worker.Orchestration("ParentOfVersions", ParentOfVersions);
        worker.Orchestration("TagsOfAnActivity", (context, _, input) => context.ScheduleTask<string>("Tags", "", input));
        worker.Orchestration("ParentOfTags", (context, _, input) => context.CreateSubOrchestrationInstance<string>(
            "TagsOfAnActivity", "", null, input, new Dictionary<string, string> { ["size"] = "small" }));
        worker.Activity("Tags", Task.FromResult);
        worker.AddActivityDispatcherMiddleware(AnswerTags);
    }

    private static Task<string> GoOnAsTheSecond(OrchestrationContext context, Events events, string input)
    {
        context.ContinueAsNew("V2", "");
        return Task.FromResult("");
    }

    private static async Task<string> ParentOfVersions(OrchestrationContext context, Events events, string input) =>
        await context.CreateSubOrchestrationInstance<string>("Versioned", "V2", "")
        + ", " + await context.CreateSubOrchestrationInstance<string>("Versioned", "V1", "");

    // An activity sees the tags only in its middleware.
    private static Task AnswerTags(DispatchMiddlewareContext context, Func<Task> next)
    {
        var scheduled = context.GetProperty<TaskScheduledEvent>();
        if (scheduled.Name != "Tags")
            return next();

        var tags = context.GetProperty<OrchestrationExecutionContext>().OrchestrationTags
            .OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => $"{tag.Key}={tag.Value}");
        context.SetProperty(new ActivityExecutionResult
        {
            ResponseEvent = new TaskCompletedEvent(-1, scheduled.EventId, JsonConvert.SerializeObject(string.Join(' ', tags))),
        });
        return Task.CompletedTask;
    }
}
