using System.Text.Json;
using RelayFunctions.Delivery;

namespace RelayFunctions.Messages.Requests;

/// <summary>Reads the values of a request's fields, or reports what is wrong with them.</summary>
internal static class MessageFields
{
    /// <summary>Reads a text; null, with a fault, if it is not valid.</summary>
    public static string? Text(JsonElement value, string field, RequestFaults faults)
    {
        var fault = JsonText.FaultOf(value) ?? (value.ValueEquals("") ? "must not be empty." : null);
        if (fault is null)
            return value.GetString();

        faults.Add(field, fault);
        return null;
    }

    /// <summary>Reads the name of a gateway, or the names of several that are tried in turn.</summary>
    public static IReadOnlyList<string> Gateways(JsonElement value, string field, RequestFaults faults)
    {
        if (value.ValueKind == JsonValueKind.String)
            return Text(value, field, faults) is { } one ? [one] : [];

        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            faults.Add(field, "must be the name of a gateway, or a list of names.");
            return [];
        }

        if (value.GetArrayLength() is 0 or > DeliveryRules.MaxGateways)
        {
            faults.Add(field, $"must have 1 to {DeliveryRules.MaxGateways} names.");
            return [];
        }

        var names = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (Text(item, field, faults) is not { } name)
                continue;
            if (names.Contains(name, StringComparer.Ordinal))
                faults.Add(field, $"has the name {QuotedName.Of(name)} twice.");
            names.Add(name);
        }

        return names;
    }

    /// <summary>Reads a time; null, with a fault, if it is not valid.</summary>
    public static DateTimeOffset? Time(JsonElement value, string field, RequestFaults faults)
    {
        var text = JsonText.FaultOf(value) is null ? value.GetString()! : "";
        if (Rfc3339.Parse(text) is { } time)
            return time;

        faults.Add(field, Rfc3339.FaultOf(text));
        return null;
    }

    /// <summary>Reads the parameters by their names; null for none.</summary>
    public static Dictionary<string, JsonElement>? Parameters(JsonElement value, string field, RequestFaults faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(field, "must be an object.");
            return null;
        }

        // Parameters are compared with those of the gateway after the document has been disposed.
        var members = Members(value, [], faults, $"{field}.").ToDictionary(
            member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
        return members.Count == 0 ? null : members;
    }

    /// <summary>Reads the members of an object in their order. A repeated name is a fault.</summary>
    /// <param name="value">The object.</param>
    /// <param name="names">Receives the name of each member, as the enumeration reaches it.</param>
    /// <param name="faults">Receives the faults of names that are specified twice.</param>
    /// <param name="prefix">The prefix of a name in its fault.</param>
    public static IEnumerable<(string Name, JsonElement Value)> Members(
        JsonElement value, HashSet<string> names, RequestFaults faults, string prefix = "")
    {
        foreach (var property in value.EnumerateObject())
        {
            // Half of a surrogate pair is no known name.
            var name = JsonText.IsKey(property, out var text) ? text : "\uFFFD";
            if (names.Add(name))
                yield return (name, property.Value);
            else
                faults.Add(prefix + name, "is specified twice.");
        }
    }
}
