using Microsoft.AspNetCore.Routing;

namespace EmbeddedFunctions.Http;

/// <summary>Checks all routes together, with the app's route constraints: unknown constraints and overlaps.</summary>
internal static class RouteChecks
{
    public static void Check(
        IReadOnlyList<HttpFunction> functions, ParameterPolicyFactory policies, List<string> faults)
    {
        var readable = functions.Where(function => AreConstraintsKnown(function, policies, faults)).ToList();
        var overlap = new RouteOverlap(policies);
        for (var i = 0; i < readable.Count; i++)
        {
            foreach (var other in readable.Skip(i + 1).Where(readable[i].SharesMethodWith))
            {
                if (overlap.Exists(readable[i].Route, other.Route))
                {
                    faults.Add($"Functions '{readable[i].Name}' and '{other.Name}': their routes "
                        + $"'{readable[i].Route.RawText}' and '{other.Route.RawText}' overlap for one method, and "
                        + "which of them a path gets differs between hosts.");
                }
            }
        }
    }

    private static bool AreConstraintsKnown(HttpFunction function, ParameterPolicyFactory policies, List<string> faults)
    {
        try
        {
            foreach (var parameter in function.Route.Parameters)
            {
                foreach (var policy in parameter.ParameterPolicies)
                    policies.Create(parameter, policy);
            }

            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or RouteCreationException)
        {
            faults.Add(
                function.Invoker.Function.Fault($"the route '{function.Route.RawText}' can't be read: {e.Message}"));
            return false;
        }
    }
}
