using System.Reflection;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Durable;

/// <summary>Reads the orchestrators and activities of an app.</summary>
internal static class DurableFunctionReader
{
    /// <summary>The value that the Durable extension's activity trigger binds by name.</summary>
    private const string InstanceId = "instanceId";

    public static OrchestratorFunction ReadOrchestrator(
        FunctionDescriptor function, OrchestrationTriggerAttribute trigger, List<string> faults)
    {
        var inputTaken = false;
        var bindings = function.Parameters.Select(Bind).ToList();
        return new OrchestratorFunction(
            trigger.Orchestration ?? function.Name, new FunctionInvoker(function, bindings));

        ParameterBinding Bind(ParameterInfo parameter)
        {
            if (parameter == function.TriggerParameter)
            {
                if (parameter.ParameterType != typeof(TaskOrchestrationContext))
                {
                    faults.Add(function.Fault(parameter, "[OrchestrationTrigger] can bind only "
                        + $"{nameof(TaskOrchestrationContext)}, not {parameter.ParameterType.Name}."));
                }

                return static context => context.TriggerValue;
            }

            if (CommonBindings.Find(function, parameter, faults) is { } common)
                return common;

            // The first parameter that nothing else binds is the input, as in the worker.
            if (inputTaken)
            {
                faults.Add(function.Fault(
                    parameter, "an orchestrator takes one input, and another parameter is the input already."));
            }

            inputTaken = true;
            var type = parameter.ParameterType;
            return context => ((FunctionOrchestrationContext)context.TriggerValue!).GetInput(type);
        }
    }

    public static ActivityFunction ReadActivity(
        FunctionDescriptor function, ActivityTriggerAttribute trigger, List<string> faults)
    {
        var bindings = function.Parameters.Select(Bind).ToList();
        var type = function.TriggerParameter.ParameterType;
        return new ActivityFunction(
            trigger.Activity ?? function.Name,
            new FunctionInvoker(function, bindings),
            type == typeof(FunctionContext) ? typeof(object) : type);

        ParameterBinding Bind(ParameterInfo parameter)
        {
            if (CommonBindings.Find(function, parameter, faults) is { } common)
                return common;

            if (parameter == function.TriggerParameter)
            {
                if (parameter.ParameterType == typeof(TaskActivityContext))
                {
                    faults.Add(function.Fault(
                        parameter,
                        "[ActivityTrigger] binds the activity's input: the worker has no "
                        + $"{nameof(TaskActivityContext)}; a string parameter named {InstanceId} takes the "
                        + "instance's id."));
                }

                return static context => context.TriggerValue;
            }

            if (parameter.ParameterType == typeof(string)
                && parameter.Name!.Equals(InstanceId, StringComparison.OrdinalIgnoreCase))
            {
                return static context => context.BindingData[InstanceId];
            }

            faults.Add(
                function.Fault(parameter, $"its type {parameter.ParameterType.Name} can't be bound to an activity."));
            return static _ => null;
        }
    }
}
