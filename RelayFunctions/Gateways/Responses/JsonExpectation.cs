using System.Text.Json;

namespace RelayFunctions.Gateways.Responses;

/// <summary>The values that one place of a JSON response must have.</summary>
/// <param name="pointer">The place.</param>
/// <param name="values">The allowed values. A missing value is null.</param>
internal sealed class JsonExpectation(JsonPointer pointer, IReadOnlyList<JsonElement> values)
{
    /// <summary>Whether it is met in every place that the pointer selects.</summary>
    public bool IsMetEverywhereIn(JsonElement root) => pointer.FindAll(root).All(IsMetBy);

    /// <summary>Whether it is met in at least one place.</summary>
    public bool IsMetSomewhereIn(JsonElement root) => pointer.FindAll(root).Any(IsMetBy);

    public override string ToString() => pointer.ToString();

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
