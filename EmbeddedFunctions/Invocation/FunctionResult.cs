using System.Reflection;

namespace EmbeddedFunctions.Invocation;

/// <summary>Converts a function's return value (a value, a task, a value task) to a task of its result.</summary>
internal static class FunctionResult
{
    private static readonly MethodInfo FromTask = Method(nameof(ReadTask));
    private static readonly MethodInfo FromValueTask = Method(nameof(ReadValueTask));

    public static Func<object?, Task<object?>> ReaderOf(Type returnType)
    {
        if (returnType == typeof(Task))
            return ReadTask;

        if (returnType == typeof(ValueTask))
            return ReadValueTask;

        if (!returnType.IsGenericType)
            return Task.FromResult;

        var definition = returnType.GetGenericTypeDefinition();
        if (definition != typeof(Task<>) && definition != typeof(ValueTask<>))
            return Task.FromResult;

        return (definition == typeof(Task<>) ? FromTask : FromValueTask)
            .MakeGenericMethod(returnType.GetGenericArguments())
            .CreateDelegate<Func<object?, Task<object?>>>();
    }

    private static async Task<object?> ReadTask(object? task)
    {
        await Started(task);
        return null;
    }

    private static async Task<object?> ReadValueTask(object? task)
    {
        await (ValueTask)task!;
        return null;
    }

    private static async Task<object?> ReadTask<T>(object? task) => await (Task<T>)Started(task);

    private static async Task<object?> ReadValueTask<T>(object? task) => await (ValueTask<T>)task!;

    private static Task Started(object? task) =>
        (Task?)task ?? throw new InvalidOperationException("The function returned null where a task was expected.");

    private static MethodInfo Method(string name) => typeof(FunctionResult)
        .GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
        .Single(m => m.Name == name && m.IsGenericMethodDefinition);
}
