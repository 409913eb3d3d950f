using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Azure.Functions.Worker.Http;

namespace EmbeddedFunctions.Http;

/// <summary>The types of a result that become the response.</summary>
internal static class ResultTypes
{
    /// <summary>Why an HTTP function may not return this type; null if it may.</summary>
    public static string? FaultOf(Type type)
    {
        if (type == typeof(void) || IsResponse(type))
            return null;

        if (typeof(IConvertToActionResult).IsAssignableFrom(type))
            return "the worker doesn't convert ActionResult<T> to a response: return IActionResult.";

        var reason = $"an HTTP function returns HttpResponseData, IResult, IActionResult or nothing, not {type.Name}";
        return type.GetProperties().Any(property => IsResponse(property.PropertyType))
            ? $"{reason}, whose other properties are output bindings: these are not supported."
            : $"{reason}.";
    }

    private static bool IsResponse(Type type) => typeof(HttpResponseData).IsAssignableFrom(type)
        || typeof(IResult).IsAssignableFrom(type)
        || typeof(IActionResult).IsAssignableFrom(type);
}
