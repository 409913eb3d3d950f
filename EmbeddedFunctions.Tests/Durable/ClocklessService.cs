using System.Reflection;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>A storage provider that does not expose its clock; nothing else of it is called.</summary>
public class ClocklessService : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new NotSupportedException(targetMethod!.Name);
}
