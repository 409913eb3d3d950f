using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Discovery;

/// <summary>Finds the functions of an app by the attributes that the worker's metadata generator reads too.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Whether a class declares functions.</summary>
    public static bool HasFunctions(Type type) => type.GetMethods(Any).Any(m => m.IsDefined(typeof(FunctionAttribute)));

    /// <summary>Finds the methods of the functions, with their names.</summary>
    public static IEnumerable<(string Name, MethodInfo Method)> Find(IEnumerable<Type> types) =>
        from method in types.Distinct().SelectMany(type => type.GetMethods(Any))
        let attribute = method.GetCustomAttribute<FunctionAttribute>()
        where attribute is not null
        select (attribute.Name, method);

    /// <summary>Describes functions; one that can't be described is a fault.</summary>
    public static IReadOnlyList<FunctionDescriptor> Describe(
        IEnumerable<(string Name, MethodInfo Method)> methods, List<string> faults)
    {
        FunctionDescriptor[] functions =
            [.. methods.Select(found => Describe(found.Name, found.Method, faults)).OfType<FunctionDescriptor>()];

        // The host compares names without case.
        foreach (var same in functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            faults.Add($"Function '{same.Key}': the name is taken by {same.Count()} methods "
                + $"({string.Join(", ", same.Select(f => f.EntryPoint))}); names are compared without case.");
        }

        return functions;
    }

    /// <summary>The attribute's name as it's written in code.</summary>
    public static string NameOf(Attribute attribute)
    {
        const string Suffix = "Attribute";
        var name = attribute.GetType().Name;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    /// <summary>The binding's type as functions.metadata has it: httpTrigger, durableClient, ...</summary>
    public static string BindingTypeOf(Attribute attribute)
    {
        var name = NameOf(attribute);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static FunctionDescriptor? Describe(string name, MethodInfo method, List<string> faults)
    {
        var function = $"Function '{name}' ({method.DeclaringType!.FullName}.{method.Name})";
        var reason = IsName(name)
            ? FaultOf(method)
            : "its name isn't valid on the Functions host: a letter, then letters, digits, '_' and '-', at most 128 "
                + "characters, and not 'host'.";
        if (reason is not null)
        {
            faults.Add($"{function}: {reason}");
            return null;
        }

        var parameters = method.GetParameters();
        var triggers = parameters
            .Select(p => (Parameter: p, Trigger: p.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(t => t.Trigger is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            faults.Add($"{function}: it has {triggers.Count} triggers where exactly one is needed.");
            return null;
        }

        return new FunctionDescriptor(name, method, parameters, triggers[0].Parameter, triggers[0].Trigger!);
    }

    private static string? FaultOf(MethodInfo method)
    {
        if (!method.IsPublic)
            return "the method must be public.";

        if (method.ContainsGenericParameters)
            return "a generic method or class can't be a function.";

        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
            return "its class is abstract, so no instance can be made.";

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            return "an async method must return a task, so that its end is known.";

        if (method.GetParameters().FirstOrDefault(parameter => parameter.ParameterType.IsByRef) is { } reference)
            return $"its parameter '{reference.Name}' is passed by reference.";

        if (method.GetCustomAttribute<RetryAttribute>() is { } retry)
            return $"the retry policy [{NameOf(retry)}] is not supported: calls aren't retried here.";

        return method.GetCustomAttributes<OutputBindingAttribute>().FirstOrDefault() is { } output
            ? $"the output binding [{NameOf(output)}] is not supported."
            : null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 128
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
        && !name.Equals("host", StringComparison.OrdinalIgnoreCase);
}
