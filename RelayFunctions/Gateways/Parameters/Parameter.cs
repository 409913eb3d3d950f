using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Parameters;

/// <summary>A parameter that a message to a gateway may, or must, have.</summary>
/// <param name="Name">Its name under <c>parameters</c>.</param>
/// <param name="Type">The type of its value.</param>
public sealed record Parameter(string Name, ParameterType Type)
{
    /// <summary>The longest text of any parameter, in UTF-16 code units.</summary>
    public const int MaxLengthBound = 16 * 1024;

    /// <summary>Whether a request without it is rejected.</summary>
    [JsonPropertyName("required")]
    public bool IsRequired { get; init; }

    /// <summary>
    /// The parameter that takes its place: a request must have exactly one of the two; null if there is none.
    /// </summary>
    public string? Unless { get; init; }

    /// <summary>Whether some requests are rejected without it.</summary>
    [JsonIgnore]
    public bool IsNeeded => IsRequired || Unless is not null;

    /// <summary>The purpose of the parameter.</summary>
    public string? Description { get; init; }

    /// <summary>Its value if a request has none; null for no value.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The only values that it can have; null for any of the type.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The longest text in <see cref="Unit"/>; null for <see cref="MaxLengthBound"/>.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The unit of <see cref="MaxLength"/>.</summary>
    [JsonIgnore]
    public TextUnit Unit { get; init; }

    /// <summary>The minimum of a number; null for none.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The maximum of a number; null for none.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Returns what is wrong with a value; null for a valid one.</summary>
    public string? FaultOf(JsonElement value) => Type switch
    {
        ParameterType.String => TextFault(value),
        ParameterType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? null
            : "must be true or false.",
        ParameterType.Integer => IntegerFault(value),
        _ => NumberFault(value),
    };

    /// <summary>Returns the value that a text of configuration stands for; otherwise the text itself.</summary>
    internal JsonElement OfSetting(JsonElement value) => value.ValueKind != JsonValueKind.String ? value : Type switch
    {
        ParameterType.String => value,
        ParameterType.Boolean => SettingText.Boolean(value.GetString()!) ?? value,
        _ => SettingText.Number(value.GetString()!) ?? value,
    };

    private string? IntegerFault(JsonElement value)
    {
        const string Fault = "must be a whole number";
        if (value.ValueKind != JsonValueKind.Number)
            return $"{Fault}.";
        if (JsonInteger.TryRead(value.GetRawText(), out var whole))
            return RangeFault(whole);

        return Math.Abs(value.GetDouble()) < long.MaxValue
            ? $"{Fault}."
            : SizeFault(value, Fault, long.MinValue, long.MaxValue);
    }

    private string? NumberFault(JsonElement value)
    {
        const string Fault = "must be a number";
        if (value.ValueKind != JsonValueKind.Number)
            return $"{Fault}.";

        if (!value.TryGetDecimal(out var number))
            return SizeFault(value, Fault, decimal.MinValue, decimal.MaxValue);

        return RangeFault(number)
            ?? (IsExactly(value, number) ? null : $"{Fault} of at most 28 digits, with at most 28 decimals.");
    }

    // Parsing rounds what a decimal can't hold, and the gateway would get another number than the caller gave.
    private static bool IsExactly(JsonElement value, decimal number)
    {
        try
        {
            return JsonElement.DeepEquals(value, JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)));
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            // An exponent of more than nine digits.
            return false;
        }
    }

    // The parameter's own bounds make a better fault than those of its type.
    private string SizeFault(JsonElement value, string fault, decimal least, decimal greatest) =>
        RangeFault(value.GetDouble() < 0 ? least : greatest)
            ?? string.Create(CultureInfo.InvariantCulture, $"{fault} from {least} to {greatest}.");

    private string? RangeFault(decimal number) =>
        number < Minimum ? string.Create(CultureInfo.InvariantCulture, $"must be at least {Minimum}.")
        : number > Maximum ? string.Create(CultureInfo.InvariantCulture, $"must be at most {Maximum}.")
        : null;

    private string? TextFault(JsonElement value)
    {
        if (JsonText.FaultOf(value) is { } fault)
            return fault;

        var text = value.GetString()!;
        if (text.Length > MaxLengthBound)
            return $"must be at most {MaxLengthBound} characters long.";
        if (MaxLength is { } max && TextLength.Of(text, Unit) > max)
            return $"must be at most {max} {MessageLimit.NameOf(Unit)} long.";
        if (Values is not null && !Values.Contains(text, StringComparer.Ordinal))
            return $"must be one of {string.Join(", ", Values)}.";

        // An empty text in a path would change the address.
        return IsNeeded && text.Length == 0 ? "must not be empty." : null;
    }
}
