using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Fan-out and fan-in: as many activities as there are files, and the sum of their results.</summary>
internal sealed class BackUpFolder : TaskOrchestration<long, string>
{
    public override async Task<long> RunTask(OrchestrationContext context, string input)
    {
        var files = await context.ScheduleTask<string[]>("ListFiles", "", input);
        var sizes = await Task.WhenAll(files.Select(file => context.ScheduleTask<long>("CopyFile", "", file)));
        return sizes.Sum();
    }
}
