using System.Diagnostics;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    // Where a name follows itself, the first is the caller's span and the second the callee's.
    private static readonly string[] SpansOfATrace =
    [
        "create_orchestration:Traced",
        "create_orchestration:Traced > orchestration:Traced",
        "create_orchestration:Traced > orchestration:Traced > orchestration:Traced:timer",
        "create_orchestration:Traced > orchestration:Traced > orchestration:TracedChild",
        "create_orchestration:Traced > orchestration:Traced > orchestration:TracedChild > orchestration:TracedChild",
        "create_orchestration:Traced > orchestration:Traced > orchestration:TracedChild > orchestration:TracedChild"
            + " > activity:TraceId",
        "create_orchestration:Traced > orchestration:Traced > orchestration:TracedChild > orchestration:TracedChild"
            + " > activity:TraceId > activity:TraceId",
    ];

    [Fact]
    public async Task Trace_OfTheCaller_ContinuesInChildrenTimersAndActivities()
    {
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var spans = new Spans(caller.TraceId);
        var state = await RunAsync("Traced", "");
        await spans.UntilAsync(SpansOfATrace.Length);

        Assert.Equal(Json(caller.TraceId.ToString()), state.Output);
        Assert.Equal(SpansOfATrace, spans.Tree(caller.SpanId));
    }
}
