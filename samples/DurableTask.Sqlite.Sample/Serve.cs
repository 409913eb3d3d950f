using DurableTask.Core;

namespace DurableTask.Sqlite.Sample;

/// <summary>The activity whose result is the orchestration's.</summary>
internal sealed class Serve : TaskActivity<string, string>
{
    /// <inheritdoc/>
    protected override string Execute(TaskContext context, string input) => $"{input} is served";
}
