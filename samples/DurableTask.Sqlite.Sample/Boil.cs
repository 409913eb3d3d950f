using DurableTask.Core;

namespace DurableTask.Sqlite.Sample;

/// <summary>An activity: it runs at least once, in this process or in the next.</summary>
internal sealed class Boil : TaskActivity<string, string>
{
    /// <inheritdoc/>
    protected override string Execute(TaskContext context, string input) => $"water for {input}";
}
