// An orchestration that survives a restart. The first command starts it and ends while it waits for its timer; the second
// lets it carry on and prints its result:
//
//   dotnet run --project samples/DurableTask.Sqlite.Sample -- start tea
//   dotnet run --project samples/DurableTask.Sqlite.Sample -- wait
using DurableTask.Core;
using DurableTask.Sqlite;
using DurableTask.Sqlite.Sample;

const string Id = "brew";
var path = Environment.GetEnvironmentVariable("SAMPLE_FILE") ?? Path.Combine(Path.GetTempPath(), "brew.db");

await using var service = new SqliteOrchestrationService(new SqliteOrchestrationServiceOptions { Path = path });
using var worker = new TaskHubWorker(service);
worker.AddTaskOrchestrations(typeof(Brew)).AddTaskActivities(typeof(Boil), typeof(Serve));
await worker.StartAsync();

var client = new TaskHubClient(service);
var state = await client.GetOrchestrationStateAsync(Id);
var isUnderWay = state?.OrchestrationStatus is OrchestrationStatus.Pending or OrchestrationStatus.Running;
switch (args)
{
    case ["start", _] when isUnderWay:
        Console.WriteLine($"{state!.Input} is on its way already");
        break;
    case ["start", var drink]:
        await client.CreateOrchestrationInstanceAsync(typeof(Brew), Id, drink);
        await service.WaitForOrchestrationStartAsync(Id, Timeout.InfiniteTimeSpan, CancellationToken.None);
        Console.WriteLine($"{drink} is on its way");
        break;
    case ["wait"]:
        state = await client.WaitForOrchestrationAsync(
            new OrchestrationInstance { InstanceId = Id }, TimeSpan.FromMinutes(1));
        Console.WriteLine(state?.Output ?? "nothing was started within a minute");
        break;
    default:
        Console.Error.WriteLine("usage: start DRINK | wait");
        break;
}

await worker.StopAsync(isForced: true);
