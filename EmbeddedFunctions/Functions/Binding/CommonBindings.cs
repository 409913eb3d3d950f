using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Functions.Binding;

/// <summary>What a function of any trigger can take: its context, the shutdown token, the durable client.</summary>
internal static class CommonBindings
{
    /// <summary>
    /// The binding of a parameter, or null where it's none of the common ones; a fault is added for a binding attribute
    /// that can't be served.
    /// </summary>
    public static ParameterBinding? Find(FunctionDescriptor function, ParameterInfo parameter, List<string> faults)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return static context => context;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return static context => context.CancellationToken;
        }

        if (parameter.GetCustomAttribute<DurableClientAttribute>() is { } client)
        {
            if (client.TaskHub is not null || client.ConnectionName is not null)
            {
                faults.Add(function.Fault(
                    parameter, "a [DurableClient] of another task hub or connection can't be served: there is one hub."));
            }

            if (parameter.ParameterType != typeof(DurableTaskClient))
            {
                faults.Add(function.Fault(parameter, $"[DurableClient] binds {nameof(DurableTaskClient)} alone, not "
                    + $"{parameter.ParameterType.Name}."));
            }

            return static context => context.InstanceServices.GetRequiredService<DurableTaskClient>();
        }

        if (parameter.GetCustomAttribute<BindingAttribute>() is { } attribute and not TriggerBindingAttribute)
        {
            faults.Add(function.Fault(
                parameter, $"the binding [{FunctionDiscovery.NameOf(attribute)}] can't be served."));
            return static _ => null;
        }

        return null;
    }
}
