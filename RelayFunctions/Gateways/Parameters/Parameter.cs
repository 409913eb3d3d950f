using System.Text.Json;

namespace RelayFunctions.Gateways.Parameters;

/// <summary>What a request to a gateway may, or must, carry beside its message.</summary>
/// <param name="Name">Its name under <c>parameters</c>.</param>
/// <param name="Type">What its value can be.</param>
public sealed record Parameter(string Name, ParameterType Type)
{
    /// <summary>The longest text, in UTF-16 code units.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Whether a request without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Its value where a request has none; null for no value.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The only values that it can have; null for any of the type.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>What is wrong with a value; null if it is right.</summary>
    public string? FaultOf(JsonElement value) => Type switch
    {
        ParameterType.Text => TextFault(value),
        ParameterType.Truth => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false.",
        ParameterType.WholeNumber => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)
            ? null
            : "must be a whole number.",
        _ => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _) ? null : "must be a number.",
    };

    private string? TextFault(JsonElement value)
    {
        if (JsonText.FaultOf(value) is { } fault)
            return fault;

        var text = value.GetString()!;
        if (text.Length > MaxLength)
            return $"must be at most {MaxLength} characters long.";
        return Values is null || Values.Contains(text, StringComparer.Ordinal)
            ? null
            : $"must be one of {string.Join(", ", Values)}.";
    }
}
