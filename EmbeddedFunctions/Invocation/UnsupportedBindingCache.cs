using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// The service that the worker's <c>BindInputAsync</c> asks first. Bindings aren't read by the worker's converters here,
/// so it fails with a message that says so. The worker's interface is internal, so only a proxy can implement it.
/// </summary>
#pragma warning disable CA1852 // The proxy derives from it.
internal class UnsupportedBindingCache : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly Type? Interface = typeof(FunctionContext).Assembly
        .GetType("Microsoft.Azure.Functions.Worker.IBindingCache`1")
        ?.MakeGenericType(typeof(ConversionResult));

    /// <summary>Registers it, unless this version of the worker has no interface of that name.</summary>
    public static void AddTo(IServiceCollection services)
    {
        if (Interface is not null)
            services.AddSingleton(Interface, Create(Interface, typeof(UnsupportedBindingCache)));
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException(
        "BindInputAsync is not supported here: read the value from BindingContext.BindingData, "
        + "GetHttpContext() or GetHttpRequestDataAsync().");
}
