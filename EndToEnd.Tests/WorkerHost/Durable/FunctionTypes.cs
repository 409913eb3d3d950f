using System.Reflection;
using System.Reflection.Emit;
using EndToEnd.Tests.WorkerHost.Workers;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace EndToEnd.Tests.WorkerHost.Durable;

/// <summary>
/// WebJobs finds functions as methods with attributes; the Functions host makes such methods for the functions of a
/// worker. For an activity <c>Send</c> with a trigger <c>request</c> this makes
/// <code>
/// public sealed class SendFunction(WorkerInvoker invoker) : WorkerFunctionBase(invoker)
/// {
///     [FunctionName("Send")]
///     public Task&lt;object?&gt; RunAsync([ActivityTrigger] string request, CancellationToken cancellationToken) =>
///         InvokeAsync("Send", request, cancellationToken);
/// }
/// </code>
/// </summary>
internal static class FunctionTypes
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Dictionary<string, Type> Triggers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["orchestrationTrigger"] = typeof(OrchestrationTriggerAttribute),
        ["activityTrigger"] = typeof(ActivityTriggerAttribute),
    };

    /// <summary>A class for each orchestrator and each activity.</summary>
    public static IReadOnlyList<Type> Create(IEnumerable<WorkerFunction> functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("WorkerFunctions"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("WorkerFunctions");
        return
        [
            .. from function in functions
               from trigger in Triggers
               where function.HasTrigger(trigger.Key)
               select Create(module, function, trigger.Value),
        ];
    }

    private static Type Create(ModuleBuilder module, WorkerFunction function, Type trigger)
    {
        var type = module.DefineType(
            function.Name + "Function", TypeAttributes.Public | TypeAttributes.Sealed, typeof(WorkerFunctionBase));
        DefineConstructor(type);
        DefineRun(type, function, trigger);
        return type.CreateType();
    }

    private static void DefineConstructor(TypeBuilder type)
    {
        Type[] parameters = [typeof(WorkerInvoker)];
        var body = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, parameters).GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Call, typeof(WorkerFunctionBase).GetConstructor(Instance, parameters)!);
        body.Emit(OpCodes.Ret);
    }

    private static void DefineRun(TypeBuilder type, WorkerFunction function, Type trigger)
    {
        var run = type.DefineMethod(
            "RunAsync", MethodAttributes.Public, typeof(Task<object>), [typeof(string), typeof(CancellationToken)]);
        run.SetCustomAttribute(
            new CustomAttributeBuilder(typeof(FunctionNameAttribute).GetConstructor([typeof(string)])!, [function.Name]));
        run.DefineParameter(1, ParameterAttributes.None, function.TriggerName)
            .SetCustomAttribute(new CustomAttributeBuilder(trigger.GetConstructor(Type.EmptyTypes)!, []));
        run.DefineParameter(2, ParameterAttributes.None, "cancellationToken");

        var body = run.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldstr, function.Name);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Ldarg_2);
        body.Emit(OpCodes.Call, typeof(WorkerFunctionBase).GetMethod("InvokeAsync", Instance)!);
        body.Emit(OpCodes.Ret);
    }
}
