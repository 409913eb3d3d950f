using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>An activity with any input and output type, whose code is in its test.</summary>
internal sealed class TypedActivity<TInput, TResult>(Func<TInput, TResult> body) : TaskActivity<TInput, TResult>
{
    protected override TResult Execute(TaskContext context, TInput input) => body(input);
}
