using System.Reflection;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Invocation;
using Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Http;

/// <summary>
/// Reads the body of a request for the parameter with <c>[FromBody]</c>, by the classes of the worker's extensions:
/// ASP.NET Core's model binding for a function on HttpRequest, the worker's serializer for one on HttpRequestData. They
/// are internal, so reflection finds them.
/// </summary>
internal static class BodyBinding
{
    private static readonly IFromBodyConversionFeature? ModelBinding = Find(
        typeof(FunctionsHostBuilderExtensions),
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore.FromBodyConversionFeature");

    private static readonly IFromBodyConversionFeature? Serializer = Find(
        typeof(FromBodyAttribute), "Microsoft.Azure.Functions.Worker.Extensions.Http.DefaultFromBodyConversionFeature");

    /// <summary>Whether the body is bound to a parameter.</summary>
    public static bool IsBody(ParameterInfo parameter) => parameter.IsDefined(typeof(FromBodyAttribute), inherit: true);

    /// <summary>Returns what reads the body before each call of a function; null if no parameter asks for it.</summary>
    public static Func<EmbeddedFunctionContext, ValueTask<object?>>? ReaderOf(
        FunctionDescriptor function, List<string> faults)
    {
        var parameters = function.Parameters.Where(IsBody).ToList();
        if (parameters.Count == 0)
            return null;

        foreach (var parameter in parameters.Skip(1))
        {
            faults.Add(function.Fault(
                parameter, $"the parameter '{parameters[0].Name}' has the body, which can be read only once."));
        }

        var isRequestData = function.TriggerParameter.ParameterType == typeof(HttpRequestData);
        if ((isRequestData ? Serializer : ModelBinding) is not { } converter)
        {
            faults.Add(function.Fault(
                parameters[0], "[FromBody] is not supported with this version of the worker: read the request."));
            return null;
        }

        var type = parameters[0].ParameterType;
        return context =>
            (context.Features.Get<IFromBodyConversionFeature>() ?? converter).ConvertAsync(context, type);
    }

    private static IFromBodyConversionFeature? Find(Type neighbour, string name) => neighbour.Assembly.GetType(name)
        ?.GetProperty("Instance", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        ?.GetValue(null) as IFromBodyConversionFeature;
}
