using DurableTask.Core;
using DurableTask.Sqlite;

await using var service = new SqliteOrchestrationService(new() { Path = "data/hub.db" });
using var worker = new TaskHubWorker(service);
worker.AddTaskOrchestrations(typeof(Greet)).AddTaskActivities(typeof(Hello));
await worker.StartAsync();

var client = new TaskHubClient(service);
var instance = await client.CreateOrchestrationInstanceAsync(typeof(Greet), "you");
var state = await client.WaitForOrchestrationAsync(instance, TimeSpan.FromSeconds(30));
Console.WriteLine(state.Output);
await worker.StopAsync();

class Greet : TaskOrchestration<string, string>
{
    public override Task<string> RunTask(OrchestrationContext context, string name) =>
        context.ScheduleTask<string>(typeof(Hello), name);
}

class Hello : TaskActivity<string, string>
{
    protected override string Execute(TaskContext context, string name) => $"Hello, {name}!";
}
