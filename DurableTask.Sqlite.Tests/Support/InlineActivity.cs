using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>An activity whose code is in its test.</summary>
internal sealed class InlineActivity(Func<string, Task<string>> body) : AsyncTaskActivity<string, string>
{
    protected override Task<string> ExecuteAsync(TaskContext context, string input) => body(input);
}
