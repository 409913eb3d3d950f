using System.Text.Json.Serialization;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Previews;

namespace RelayFunctions.Functions;

/// <summary>The JSON of responses about gateways.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcJsonConverter)])]
[JsonSerializable(typeof(GatewaySummary[]))]
[JsonSerializable(typeof(IReadOnlyList<Preset>))]
[JsonSerializable(typeof(RequestPreview))]
[JsonSerializable(typeof(CatalogueStatus))]
internal sealed partial class GatewayJson : JsonSerializerContext;
