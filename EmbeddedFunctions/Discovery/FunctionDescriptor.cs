using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Discovery;

/// <summary>A function as its attributes describe it: immutable, read once at start.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Method">The function's method.</param>
/// <param name="Parameters">
/// The method's parameters, of which <paramref name="TriggerParameter"/> is one: they are compared by reference, and
/// two calls of <see cref="MethodBase.GetParameters"/> can return different objects while two hosts are built at once.
/// </param>
/// <param name="TriggerParameter">The parameter that has the trigger.</param>
/// <param name="Trigger">The trigger.</param>
internal sealed record FunctionDescriptor(
    string Name,
    MethodInfo Method,
    ParameterInfo[] Parameters,
    ParameterInfo TriggerParameter,
    TriggerBindingAttribute Trigger)
{
    public Type DeclaringType => Method.DeclaringType!;

    public string EntryPoint => $"{DeclaringType.FullName}.{Method.Name}";

    /// <summary>Whether the function is run by the task hub or takes its client.</summary>
    public bool IsDurable => Trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute
        || Parameters.Any(parameter => parameter.IsDefined(typeof(DurableClientAttribute)));

    /// <summary>
    /// The type of the function's result, of its task if it returns one; <see cref="void"/> for none.
    /// </summary>
    public Type ResultType { get; } = ResultTypeOf(Method.ReturnType);

    /// <summary>A fault of one of the function's parameters, for the operator.</summary>
    public string Fault(ParameterInfo parameter, string reason) =>
        $"Function '{Name}', parameter '{parameter.Name}': {reason}";

    /// <summary>A fault of the function, for the operator.</summary>
    public string Fault(string reason) => $"Function '{Name}' ({EntryPoint}): {reason}";

    private static Type ResultTypeOf(Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask))
            return typeof(void);

        return type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(Task<>)
                || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
    }
}
