using System.Reflection;
using EmbeddedFunctions.Discovery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Invocation;

/// <summary>
/// Binds the parameters that a function of any trigger can have: its context, the shutdown token, the durable client.
/// </summary>
internal static class CommonBindings
{
    /// <summary>
    /// Returns the binding of a parameter, or null if it is not a common one. Adds a fault for a binding attribute that
    /// is not supported.
    /// </summary>
    public static ParameterBinding? Find(FunctionDescriptor function, ParameterInfo parameter, List<string> faults)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return static context => context;

        if (parameter.ParameterType == typeof(CancellationToken))
            return static context => context.CancellationToken;

        if (parameter.GetCustomAttribute<DurableClientAttribute>() is { } client)
        {
            if (client.TaskHub is not null || client.ConnectionName is not null)
            {
                faults.Add(function.Fault(
                    parameter,
                    "a [DurableClient] of another task hub or connection is not supported: there is one hub."));
            }

            if (parameter.ParameterType != typeof(DurableTaskClient))
            {
                faults.Add(function.Fault(parameter, $"[DurableClient] can bind only {nameof(DurableTaskClient)}, not "
                    + $"{parameter.ParameterType.Name}."));
            }

            return static context => context.InstanceServices.GetRequiredService<DurableTaskClient>();
        }

        if (parameter.GetCustomAttribute<BindingAttribute>() is { } attribute and not TriggerBindingAttribute)
        {
            faults.Add(function.Fault(
                parameter, $"the binding [{FunctionDiscovery.NameOf(attribute)}] is not supported."));
            return static _ => null;
        }

        return null;
    }
}
