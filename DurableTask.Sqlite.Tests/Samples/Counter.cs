using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>
/// A counter by events: each execution takes one, and passes the value and the waiting events to the next.
/// </summary>
internal sealed class Counter : TaskOrchestration<int, int, string, int?>
{
    private readonly TaskCompletionSource<string> _operation = new();
    private int _value;

    public override async Task<int> RunTask(OrchestrationContext context, int input)
    {
        _value = input;
        var operation = await _operation.Task;
        if (operation == "end")
            return input;

        context.ContinueAsNew(operation == "increment" ? input + 1 : input - 1);
        return input;
    }

    // Continues the orchestration synchronously: the framework keeps events after its ContinueAsNew for the next
    // execution.
    public override void OnEvent(OrchestrationContext context, string name, string input) =>
        _operation.TrySetResult(input);

    public override int? OnGetStatus() => _value;
}
