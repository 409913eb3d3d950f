using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Discovery;

/// <summary>Finds at start the classes of functions that dependency injection can't build.</summary>
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
                faults.Add(function.Fault($"its class can't be built: no service {missing[0]!.ParameterType} is "
                    + $"registered for its constructor's parameter '{missing[0]!.Name}'."));
            }
        }
    }

    private static bool IsKnown(ParameterInfo parameter, IServiceProviderIsService services) =>
        parameter.HasDefaultValue
        || parameter.IsDefined(typeof(FromKeyedServicesAttribute))
        || services.IsService(parameter.ParameterType);
}
