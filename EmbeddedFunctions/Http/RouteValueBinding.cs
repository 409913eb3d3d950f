using System.Globalization;
using System.Reflection;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Http.RequestData;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Http;

namespace EmbeddedFunctions.Http;

/// <summary>Binds a route value to the parameter of the same name.</summary>
internal static class RouteValueBinding
{
    public static ParameterBinding Create(
        FunctionDescriptor function, ParameterInfo parameter, RoutePattern route, List<string> faults)
    {
        var type = parameter.ParameterType;
        if (type == typeof(HttpContext))
        {
            faults.Add(function.Fault(
                parameter, "the worker doesn't bind HttpContext: take HttpRequest and its HttpContext."));
            return static _ => null;
        }

        if (parameter.GetCustomAttributes()
            .FirstOrDefault(a => a.GetType().Name.StartsWith("From", StringComparison.Ordinal)) is { } from)
        {
            faults.Add(function.Fault(parameter, UnboundAttribute(from)));
            return static _ => null;
        }

        if (route.GetParameter(parameter.Name!) is not { } routeParameter)
        {
            faults.Add(function.Fault(parameter, $"its type {type.Name} can't be bound, and the route "
                + $"'{route.RawText}' has no value of that name. Take values of the query or the body from "
                + "the request."));
            return static _ => null;
        }

        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (ParserOf(target) is not { } parse)
        {
            faults.Add(function.Fault(parameter, $"a route value can't be bound to {type.Name}."));
            return static _ => null;
        }

        var nullable = target != type || !type.IsValueType;
        if (routeParameter.IsOptional && !nullable && !parameter.HasDefaultValue)
        {
            faults.Add(function.Fault(
                parameter,
                $"its route value is optional, so its type must be {type.Name}?, or it needs a default value."));
        }

        var name = parameter.Name!;
        var otherwise = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return context => ((HttpBindingData)context.BindingData).Find(name) is { } value
            ? Parse(function, name, parse, value)
            : otherwise;
    }

    /// <summary>Why an attribute of ASP.NET Core binds nothing: the worker doesn't look at it either.</summary>
    private static string UnboundAttribute(Attribute from) => FunctionDiscovery.NameOf(from) switch
    {
        "FromBody" => $"[{from.GetType().Namespace}.FromBody] is not supported by the worker: "
            + $"take the attribute of {typeof(FromBodyAttribute).Namespace}.",
        "FromServices" or "FromKeyedServices" =>
            "a function's parameter can't be a service: take it in the constructor of the function's class.",
        var name => $"[{name}] is not supported by the worker: read it from the request.",
    };

    private static object Parse(FunctionDescriptor function, string name, Func<string, object> parse, object value)
    {
        try
        {
            return parse(Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // As in the worker: a value that doesn't fit fails the call; only a route constraint makes it a 404.
            throw new InvalidOperationException(
                $"Function '{function.Name}': the route value '{name}' doesn't fit its parameter.");
        }
    }

    private static Func<string, object>? ParserOf(Type type)
    {
        if (type == typeof(string))
            return static text => text;

        if (type == typeof(Guid))
            return static text => Guid.Parse(text, CultureInfo.InvariantCulture);

        if (type == typeof(DateTime))
            return static text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

        if (type == typeof(DateTimeOffset))
        {
            return static text => DateTimeOffset.Parse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }

        return type.IsPrimitive || type == typeof(decimal)
            ? text => Convert.ChangeType(text, type, CultureInfo.InvariantCulture)
            : null;
    }
}
