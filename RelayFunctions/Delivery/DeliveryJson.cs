using System.Text.Json.Serialization;

namespace RelayFunctions.Delivery;

/// <summary>The JSON of the history: inputs, outputs and custom status of orchestration and activity.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcJsonConverter)])]
[JsonSerializable(typeof(MessageDelivery))]
[JsonSerializable(typeof(DeliveryProgress))]
[JsonSerializable(typeof(DeliveryResult))]
[JsonSerializable(typeof(AttemptRequest))]
[JsonSerializable(typeof(AttemptReport))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
