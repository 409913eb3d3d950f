using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>An orchestration whose code is in its test.</summary>
internal sealed class InlineOrchestration(Func<OrchestrationContext, Events, string, Task<string>> body)
    : TaskOrchestration<string, string, string, string>
{
    private readonly Events _events = new();

    public override Task<string> RunTask(OrchestrationContext context, string input) => body(context, _events, input);

    public override void OnEvent(OrchestrationContext context, string name, string input) => _events.Raise(name, input);

    public override string OnGetStatus() => _events.Status!;
}
