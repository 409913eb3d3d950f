using System.Reflection;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>A storage provider that says nothing of its clock, and is never asked for anything else.</summary>
public class ClocklessService : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new NotSupportedException(targetMethod!.Name);
}
