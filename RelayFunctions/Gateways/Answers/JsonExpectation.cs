using System.Text.Json;

namespace RelayFunctions.Gateways.Answers;

/// <summary>What must stand at one place of a JSON answer.</summary>
/// <param name="pointer">The place.</param>
/// <param name="values">What may stand there: one of these. Null is met by nothing at all too.</param>
internal sealed class JsonExpectation(JsonPointer pointer, IReadOnlyList<JsonElement> values)
{
    public bool IsMetBy(JsonElement root)
    {
        var found = pointer.Find(root);
        return values.Any(value => found is { } element
            ? JsonElement.DeepEquals(element, value)
            : value.ValueKind == JsonValueKind.Null);
    }

    public override string ToString() => pointer.ToString();
}
