using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid.Values;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// The filter <c>json</c>, as Shopify has it: a value as JSON, with the quotation marks of a text. It serves services
/// that take JSON within a string; the string itself is escaped for its place.
/// </summary>
internal static class JsonFilter
{
    public static string Write(FluidValue value) => value.Type switch
    {
        FluidValues.Nil or FluidValues.Empty or FluidValues.Blank => "null",
        FluidValues.Boolean => value.ToBooleanValue() ? "true" : "false",
        FluidValues.Number => value.ToNumberValue().ToString(CultureInfo.InvariantCulture),
        FluidValues.Array when value is ArrayValue list => $"[{string.Join(",", list.Values.Select(Write))}]",
        _ => $"\"{JsonEncodedText.Encode(value.ToStringValue(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
    };
}
