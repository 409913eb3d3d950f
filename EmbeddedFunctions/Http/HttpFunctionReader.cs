using System.Reflection;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace EmbeddedFunctions.Http;

/// <summary>Reads the HTTP functions of an app, by the rules that the Functions host has for them.</summary>
internal static class HttpFunctionReader
{
    public static HttpFunction? Read(
        FunctionDescriptor function, HttpTriggerAttribute trigger, string routePrefix, List<string> faults)
    {
        if (ResultTypes.FaultOf(function.ResultType) is { } fault)
            faults.Add(function.Fault(fault));

        if (ReadRoute(function, trigger, routePrefix, faults) is not { } route)
            return null;

        var bindings = function.Parameters.Select(p => Bind(function, p, route, faults)).ToList();
        return new HttpFunction(
            new FunctionInvoker(function, bindings, BodyBinding.ReaderOf(function, faults)),
            route,
            trigger.Methods ?? [],
            trigger.AuthLevel);
    }

    private static RoutePattern? ReadRoute(
        FunctionDescriptor function, HttpTriggerAttribute trigger, string routePrefix, List<string> faults)
    {
        var route = string.IsNullOrWhiteSpace(trigger.Route) ? function.Name : trigger.Route.Trim('/');
        if (route.Length == 0)
        {
            faults.Add(function.Fault("the route '/' hangs on the Functions host: choose another."));
            return null;
        }

        if (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
            || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(function.Fault($"the route '{route}' starts with 'admin' or 'runtime', which the Functions host "
                + "keeps for itself."));
            return null;
        }

        try
        {
            return RoutePatternFactory.Parse(routePrefix.Length == 0 ? route : $"{routePrefix}/{route}");
        }
        catch (RoutePatternException e)
        {
            faults.Add(function.Fault($"the route '{route}' can't be read: {e.Message}"));
            return null;
        }
    }

    private static ParameterBinding Bind(
        FunctionDescriptor function, ParameterInfo parameter, RoutePattern route, List<string> faults)
    {
        if (parameter == function.TriggerParameter)
        {
            if (parameter.ParameterType != typeof(HttpRequest) && parameter.ParameterType != typeof(HttpRequestData))
            {
                faults.Add(function.Fault(
                    parameter,
                    "[HttpTrigger] can bind only Microsoft.AspNetCore.Http.HttpRequest and HttpRequestData, "
                        + $"not {parameter.ParameterType.Name}: read it from the request."));
            }

            return static context => context.TriggerValue;
        }

        if (CommonBindings.Find(function, parameter, faults) is { } common)
            return common;

        if (BodyBinding.IsBody(parameter))
            return static context => context.Body;

        return RouteValueBinding.Create(function, parameter, route, faults);
    }
}
