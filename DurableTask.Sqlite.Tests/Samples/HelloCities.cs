using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Chaining: one activity after the other.</summary>
internal sealed class HelloCities : TaskOrchestration<string[], string[]>
{
    public override async Task<string[]> RunTask(OrchestrationContext context, string[] input)
    {
        var greetings = new List<string>();
        foreach (var city in input)
            greetings.Add(await context.ScheduleTask<string>("SayHello", "", city));
        return [.. greetings];
    }
}
