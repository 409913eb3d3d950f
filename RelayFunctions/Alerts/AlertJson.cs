using System.Text.Json.Serialization;

namespace RelayFunctions.Alerts;

/// <summary>The JSON of the state of alerts, as the store keeps it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcJsonConverter)])]
[JsonSerializable(typeof(AlertState))]
internal sealed partial class AlertJson : JsonSerializerContext;
