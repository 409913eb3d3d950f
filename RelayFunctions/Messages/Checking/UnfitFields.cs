using System.Text.Json;
using Fluid.Values;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Messages.Checking;

/// <summary>
/// Finds the fields of a request that can be at fault if a gateway's format can't represent a message.
/// </summary>
internal static class UnfitFields
{
    private const string Prefix = $"{TemplateVariables.Parameters}.";

    /// <summary>Returns each field with the beginning of its fault.</summary>
    /// <param name="exception">Why the message can't be sent.</param>
    /// <param name="parameters">The gateway's parameters.</param>
    /// <param name="message">The message's text.</param>
    /// <param name="given">What the request gives, by name.</param>
    public static IEnumerable<(string Field, string Fault)> Of(
        RenderException exception,
        ParameterSet parameters,
        string message,
        IReadOnlyDictionary<string, JsonElement> given)
    {
        if (exception.Fields.Count == 0)
            return [("gateway", "can't be used")];

        var values = parameters.Values(given);
        if (exception.LacksValue)
        {
            string[] absent = [.. exception.Fields.Where(field => !HasValue(field, values))];
            if (absent.Length > 0)
                return absent.Select(field => (field, "must be given with this message"));
        }

        // Missing parameters are reported only if no field of the request can be at fault.
        string[] sent = [.. exception.Fields.Where(field => IsSent(field, given))];
        // A filter may have made a character that no field has.
        string[] unfit = [.. exception.Fields.Where(field => exception.IsUnfit?.Invoke(TextOf(field)) == true)];
        return (unfit.Length > 0 ? unfit : sent.Length > 0 ? sent : exception.Fields)
            .Select(field => (field, "does not fit the gateway"));

        string TextOf(string field) => !IsParameter(field) ? message
            : values.TryGetValue(field[Prefix.Length..], out var value) ? value.ToStringValue()
            : "";
    }

    private static bool IsSent(string field, IReadOnlyDictionary<string, JsonElement> given) =>
        !IsParameter(field) || given.ContainsKey(field[Prefix.Length..]);

    private static bool HasValue(string field, Dictionary<string, FluidValue> values) =>
        !IsParameter(field)
            || (values.TryGetValue(field[Prefix.Length..], out var value) && value.ToStringValue().Length > 0);

    private static bool IsParameter(string field) => field.StartsWith(Prefix, StringComparison.Ordinal);
}
