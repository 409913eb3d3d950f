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
        var parse = ParserOf(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);
        if (FaultOf(parameter, route, canParse: parse is not null) is { } fault)
        {
            faults.Add(function.Fault(parameter, fault));
            return static _ => null;
        }

        var name = parameter.Name!;
        var otherwise = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return context => ((HttpBindingData)context.BindingData).Find(name) is { } value
            ? Parse(function, name, parse!, value)
            : otherwise;
    }

    private static string? FaultOf(ParameterInfo parameter, RoutePattern route, bool canParse)
    {
        var type = parameter.ParameterType;
        if (type == typeof(HttpContext))
            return "the worker doesn't bind HttpContext: take HttpRequest and its HttpContext.";

        if (parameter.GetCustomAttributes()
            .FirstOrDefault(a => a.GetType().Name.StartsWith("From", StringComparison.Ordinal)) is { } from)
        {
            return UnboundAttribute(from);
        }

        if (route.GetParameter(parameter.Name!) is not { } routeParameter)
        {
            return $"its type {type.Name} can't be bound, and the route '{route.RawText}' has no value of that name. "
                + "Take values of the query or the body from the request.";
        }

        if (!canParse)
            return $"a route value can't be bound to {type.Name}.";

        var acceptsNull = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        return routeParameter.IsOptional && !acceptsNull && !parameter.HasDefaultValue
            ? $"its route value is optional, so its type must be {type.Name}?, or it needs a default value."
            : null;
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
