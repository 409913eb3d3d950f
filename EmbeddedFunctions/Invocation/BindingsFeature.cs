using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// The feature that the worker's <c>GetInvocationResult()</c> and <c>GetOutputBindings()</c> read from a context. The
/// worker's interface is internal, so only a proxy can implement it.
/// </summary>
#pragma warning disable CA1852 // The proxy derives from it.
internal class BindingsFeature : DispatchProxy
#pragma warning restore CA1852
{
    private EmbeddedFunctionContext _context = null!;

    /// <summary>The interface; null if this version of the worker has no interface of that name.</summary>
    public static Type? Interface { get; } = typeof(FunctionContext).Assembly.GetType(
        "Microsoft.Azure.Functions.Worker.Context.Features.IFunctionBindingsFeature");

    public static object Of(EmbeddedFunctionContext context)
    {
        var feature = Create(Interface!, typeof(BindingsFeature));
        ((BindingsFeature)feature)._context = context;
        return feature;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case "get_InvocationResult":
                return _context.Result;
            case "set_InvocationResult":
                _context.Result = args![0];
                return null;
            case "get_TriggerMetadata":
                return _context.BindingData;
            case "get_InputData":
                return FrozenDictionary<string, object?>.Empty;
            case "get_OutputBindingData":
                // Output bindings are rejected at the start.
                return new Dictionary<string, object?>();
            default:
                throw new NotSupportedException($"{targetMethod.Name} is not supported in a function's bindings.");
        }
    }
}
