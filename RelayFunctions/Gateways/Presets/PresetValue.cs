using System.Text.Json.Serialization;

namespace RelayFunctions.Gateways.Presets;

/// <summary>A setting or a secret that a preset needs.</summary>
/// <param name="Name">Its name under <c>settings</c> or <c>secrets</c>.</param>
/// <param name="Description">What the value is and where it is found.</param>
/// <param name="Default">Its value if the catalogue gives none; null for none.</param>
public sealed record PresetValue(string Name, string Description, string? Default = null)
{
    /// <summary>
    /// Whether the catalogue may omit the value; then a field that contains nothing else is omitted too.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonPropertyName("optional")]
    public bool IsOptional { get; init; }

    // Configuration is not case-sensitive.
    internal bool Is(string name, bool isSetting) =>
        Name.Equals(name, isSetting ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
