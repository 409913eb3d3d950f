using System.Text.Json.Serialization;

namespace RelayFunctions.Gateways.Presets;

/// <summary>A setting or a secret as a preset's file has it.</summary>
/// <param name="Description">What the value is and where it is found.</param>
/// <param name="Default">Its value if the catalogue gives none.</param>
/// <param name="IsOptional">Whether the catalogue may give none, without a default.</param>
internal sealed record PresetFileValue(
    string Description,
    string? Default = null,
    [property: JsonPropertyName("optional")] bool IsOptional = false);
