using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults.Killing;

/// <summary>A mix of orchestrations whose outputs show whether anything was lost or duplicated.</summary>
internal static class MixedLoad
{
    private static readonly string[] Names = ["Chain", "Fan", "Sleep", "Parent", "Renew", "Collect"];

    public static string Name(int number) => Names[number % Names.Length];

    /// <summary>Returns the expected output of an orchestration of this kind for the input "x".</summary>
    public static string Output(string name) => name switch
    {
        "Chain" => "xaaa",
        "Fan" => "xa,xa,xa,xa,xa",
        "Sleep" => "xa",
        "Parent" => "xaaa",
        "Renew" => "xaaaa",
        "Collect" => "0,1,2",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static void Register(TaskHubWorker worker)
    {
        void Orchestration(string name, Func<OrchestrationContext, Events, string, Task<string>> body) =>
            worker.AddTaskOrchestrations(
                new NamedCreator<TaskOrchestration>(name, () => new InlineOrchestration(body)));

        worker.AddTaskActivities(new NamedCreator<TaskActivity>(
            "A", () => new InlineActivity(text => Task.FromResult(text + "a"))));
        Orchestration("Chain", async (context, _, input) =>
        {
            for (var i = 0; i < 3; i++)
                input = await context.ScheduleTask<string>("A", "", input);
            return input;
        });
        Orchestration("Fan", async (context, _, input) => string.Join(',', await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => context.ScheduleTask<string>("A", "", input)))));
        Orchestration("Sleep", async (context, _, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddMilliseconds(20), "");
            return await context.ScheduleTask<string>("A", "", input);
        });
        Orchestration("Parent", (context, _, input) => context.CreateSubOrchestrationInstance<string>(
            "Chain", "", context.OrchestrationInstance.InstanceId + "-child", input));
        Orchestration("Renew", async (context, _, input) =>
        {
            input = await context.ScheduleTask<string>("A", "", input);
            if (input.Length < 5)
                context.ContinueAsNew(input);
            return input;
        });
        Orchestration("Collect", async (_, events, _) =>
        {
            var taken = new List<string>();
            while (taken.Count < 3)
                taken.Add(await events.WaitAsync("item"));
            return string.Join(',', taken);
        });
    }

    /// <summary>Starts one and sends its events; prints its number once all is acknowledged.</summary>
    public static async Task SendAsync(TaskHubClient client, string id, int number)
    {
        await client.CreateOrchestrationInstanceAsync(Name(number), "", id, "x");
        if (Name(number) != "Collect")
            return;
        for (var i = 0; i < 3; i++)
        {
            var target = new OrchestrationInstance { InstanceId = id };
            await client.RaiseEventAsync(target, "item", i.ToString(CultureInfo.InvariantCulture));
        }
    }
}
