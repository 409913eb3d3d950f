using System.Reflection;
using EmbeddedFunctions.Configuration;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Timers;

/// <summary>Reads the timer functions of an app.</summary>
internal static class TimerFunctionReader
{
    public static TimerFunction? Read(
        FunctionDescriptor function, TimerTriggerAttribute trigger, IConfiguration configuration, List<string> faults)
    {
        var bindings = function.Parameters.Select(parameter => Bind(function, parameter, faults)).ToList();
        if (Resolve(function, trigger.Schedule, configuration, faults) is not { } expression)
            return null;

        if (TimerSchedule.Parse(expression) is not { } schedule)
        {
            faults.Add(function.Fault(function.TriggerParameter, $"the schedule '{expression}' is neither an NCRONTAB "
                + "expression (six fields, seconds first) nor an interval (hh:mm:ss)."));
            return null;
        }

        return new TimerFunction(
            new FunctionInvoker(function, bindings),
            schedule,
            trigger.RunOnStartup,
            HasStatus: trigger.UseMonitor && schedule.HasStatus);
    }

    private static ParameterBinding Bind(FunctionDescriptor function, ParameterInfo parameter, List<string> faults)
    {
        if (parameter == function.TriggerParameter)
        {
            if (parameter.ParameterType != typeof(TimerInfo))
            {
                faults.Add(function.Fault(
                    parameter,
                    $"[TimerTrigger] can bind only {nameof(TimerInfo)}, not {parameter.ParameterType.Name}."));
            }

            return static context => context.TriggerValue;
        }

        if (CommonBindings.Find(function, parameter, faults) is { } common)
            return common;

        faults.Add(function.Fault(
            parameter, $"the type {parameter.ParameterType.Name} can't be bound in a timer function."));
        return static _ => null;
    }

    /// <summary>Replaces %Setting% by the setting's value, as the Functions host does.</summary>
    private static string? Resolve(
        FunctionDescriptor function, string schedule, IConfiguration configuration, List<string> faults)
    {
        var missing = SettingReferences.MissingIn(schedule, configuration);
        foreach (var name in missing)
        {
            faults.Add(function.Fault(
                function.TriggerParameter, $"the schedule refers to the setting '{name}', which is not set."));
        }

        return missing.Count > 0 ? null : SettingReferences.Resolve(schedule, configuration).Trim();
    }
}
