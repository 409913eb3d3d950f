using System.Text.Json;

namespace RelayFunctions.Gateways.Responses;

/// <summary>The values that one place of a JSON response must have.</summary>
/// <param name="pointer">The place.</param>
/// <param name="values">The allowed values. A missing value is null.</param>
internal sealed class JsonExpectation(JsonPointer pointer, IReadOnlyList<JsonElement> values)
{
    /// <summary>
    /// Returns what is wrong in the first place that does not meet the expectation of <c>success.json</c>; null if all
    /// do. It names types only, since a value could be a secret.
    /// </summary>
    public string? FaultIn(JsonElement root)
    {
        foreach (var found in pointer.FindAll(root))
        {
            if (!IsMetBy(found))
                return FaultOf(found);
        }

        return null;
    }

    /// <summary>Whether it is met in at least one place.</summary>
    public bool IsMetSomewhereIn(JsonElement root) => pointer.FindAll(root).Any(IsMetBy);

    public override string ToString() => pointer.ToString();

    private string FaultOf(JsonElement? found)
    {
        string[] expected = [.. values.Select(TypeOf).Distinct()];
        var types = string.Join(" or ", expected);
        return found is not { } element ? $"{pointer} is missing in the response, and success.json expects {types}"
            : expected.Contains(TypeOf(element)) ? $"{pointer} in the response does not match success.json"
            : $"{pointer} in the response is {TypeOf(element)}, and success.json expects {types}";
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private bool IsMetBy(JsonElement? found) => values.Any(value => found is { } element
        ? AreEqual(element, value)
        : value.ValueKind == JsonValueKind.Null);

    private static bool AreEqual(JsonElement found, JsonElement value)
    {
        try
        {
            return JsonElement.DeepEquals(found, value);
        }
        catch (Exception exception) when (
            exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // Half of a surrogate pair, or a number with an exponent of more than nine digits: the catalogue has
            // neither.
            return false;
        }
    }
}
