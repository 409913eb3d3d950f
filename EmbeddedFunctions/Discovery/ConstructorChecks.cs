using System.Reflection;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Discovery;

/// <summary>
/// Finds at start the classes of functions that dependency injection can't build, here or on Azure. What their services
/// need in turn is not checked.
/// </summary>
internal static class ConstructorChecks
{
    public static void Check(
        IEnumerable<FunctionDescriptor> functions, IServiceProviderIsService services, List<string> faults)
    {
        foreach (var function in functions.Where(f => !f.Method.IsStatic).DistinctBy(f => f.DeclaringType))
        {
            var constructors = function.DeclaringType.GetConstructors();
            var missing = constructors.Select(
                c => c.GetParameters().FirstOrDefault(p => !IsKnown(p, services))).ToList();
            if (constructors.Length == 0)
            {
                faults.Add(function.Fault("its class has no public constructor."));
            }
            else if (missing.TrueForAll(parameter => parameter is not null))
            {
                faults.Add(function.Fault(Describe(missing[0]!)));
            }
        }
    }

    private static string Describe(ParameterInfo missing) => IsClient(missing)
        ? $"its constructor's parameter '{missing.Name}' is a {nameof(DurableTaskClient)}, which the worker on Azure "
            + "doesn't register as a service. Instead, give the function a parameter "
            + $"[DurableClient] {nameof(DurableTaskClient)} {missing.Name}."
        : $"its class can't be built: no service {missing.ParameterType} is registered for its constructor's parameter "
            + $"'{missing.Name}'.";

    /// <summary>The durable client is a service here only for the program that hosts the app.</summary>
    private static bool IsClient(ParameterInfo parameter) => parameter.ParameterType == typeof(DurableTaskClient);

    private static bool IsKnown(ParameterInfo parameter, IServiceProviderIsService services) =>
        parameter.HasDefaultValue
        || parameter.IsDefined(typeof(FromKeyedServicesAttribute))
        || (services.IsService(parameter.ParameterType) && !IsClient(parameter));
}
