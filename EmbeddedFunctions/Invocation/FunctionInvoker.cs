using System.Reflection;
using EmbeddedFunctions.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// Calls a function: binds its parameters, builds its class by dependency injection (one instance per call, as in the
/// worker) and returns its result.
/// </summary>
internal sealed class FunctionInvoker
{
    private readonly ParameterBinding[] _bindings;
    private readonly MethodInvoker _method;
    private readonly Func<object?, Task<object?>> _result;
    private readonly Lazy<ObjectFactory> _create;
    private readonly Func<EmbeddedFunctionContext, ValueTask<object?>>? _readBody;

    /// <param name="function">The function.</param>
    /// <param name="bindings">What gives each parameter its value.</param>
    /// <param name="readBody">What reads the body of a request before the parameters are bound; null for nothing.</param>
    public FunctionInvoker(
        FunctionDescriptor function,
        IEnumerable<ParameterBinding> bindings,
        Func<EmbeddedFunctionContext, ValueTask<object?>>? readBody = null)
    {
        Function = function;
        _bindings = [.. bindings];
        _readBody = readBody;
        _method = MethodInvoker.Create(function.Method);
        _result = FunctionResult.ReaderOf(function.Method.ReturnType);
        _create = new Lazy<ObjectFactory>(() => FactoryOf(function.DeclaringType));
    }

    public FunctionDescriptor Function { get; }

    /// <remarks>
    /// Runs orchestrators too, so it awaits nothing but the function, and never with ConfigureAwait(false): the
    /// framework follows an orchestrator by its task scheduler.
    /// </remarks>
    public Task<object?> InvokeAsync(EmbeddedFunctionContext context) =>
        _readBody is null ? CallAsync(context) : ReadAndCallAsync(_readBody, context);

    private async Task<object?> ReadAndCallAsync(
        Func<EmbeddedFunctionContext, ValueTask<object?>> readBody, EmbeddedFunctionContext context)
    {
        context.Body = await readBody(context);
        return await CallAsync(context);
    }

    private Task<object?> CallAsync(EmbeddedFunctionContext context)
    {
        context.BeforeCall?.Invoke();
        context.IsCalled = true;
        var arguments = new object?[_bindings.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = _bindings[i](context);

        var instance = Function.Method.IsStatic ? null : _create.Value(context.InstanceServices, null);
        return _result(_method.Invoke(instance, arguments.AsSpan()));
    }

    /// <summary>
    /// A single constructor is compiled. Among several, the registered services decide at each call, which is slower.
    /// </summary>
    private static ObjectFactory FactoryOf(Type type) => type.GetConstructors().Length == 1
        ? ActivatorUtilities.CreateFactory(type, Type.EmptyTypes)
        : (services, _) => ActivatorUtilities.CreateInstance(services, type);
}
