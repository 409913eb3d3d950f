using System.Linq.Expressions;
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
    private readonly Func<object?, object?[], object?> _call;
    private readonly Func<object?, Task<object?>> _result;
    private readonly Lazy<ObjectFactory> _create;

    public FunctionInvoker(FunctionDescriptor function, IEnumerable<ParameterBinding> bindings)
    {
        Function = function;
        _bindings = [.. bindings];
        _call = Compile(function.Method);
        _result = FunctionResult.ReaderOf(function.Method.ReturnType);
        _create = new Lazy<ObjectFactory>(() => FactoryOf(function.DeclaringType));
    }

    public FunctionDescriptor Function { get; }

    /// <remarks>
    /// Runs orchestrators too, so it awaits nothing but the function, and never with ConfigureAwait(false): the
    /// framework follows an orchestrator by its task scheduler.
    /// </remarks>
    public Task<object?> InvokeAsync(EmbeddedFunctionContext context)
    {
        context.BeforeCall?.Invoke();
        context.IsCalled = true;
        var arguments = new object?[_bindings.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = _bindings[i](context);

        var instance = Function.Method.IsStatic ? null : _create.Value(context.InstanceServices, null);
        return _result(_call(instance, arguments));
    }

    /// <summary>
    /// A single constructor is compiled. Among several, the registered services decide at each call, which is slower.
    /// </summary>
    private static ObjectFactory FactoryOf(Type type) => type.GetConstructors().Length == 1
        ? ActivatorUtilities.CreateFactory(type, Type.EmptyTypes)
        : (services, _) => ActivatorUtilities.CreateInstance(services, type);

    private static Func<object?, object?[], object?> Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        Expression call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        call = method.ReturnType == typeof(void)
            ? Expression.Block(call, Expression.Constant(null))
            : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object?, object?[], object?>>(call, instance, arguments).Compile();
    }
}
