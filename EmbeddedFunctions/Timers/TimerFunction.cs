using EmbeddedFunctions.Invocation;

namespace EmbeddedFunctions.Timers;

/// <summary>A function with a timer trigger.</summary>
internal sealed record TimerFunction(
    FunctionInvoker Invoker, TimerSchedule Schedule, bool RunOnStartup, bool HasStatus)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);

    public string Name => Invoker.Function.Name;
}
