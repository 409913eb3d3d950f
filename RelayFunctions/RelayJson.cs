using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RelayFunctions.Alerts;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Gateways.Previews;
using RelayFunctions.Health;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Batches;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Notifying;
using RelayFunctions.Messages.Resending;
using RelayFunctions.Overviews;

namespace RelayFunctions;

/// <summary>The JSON of the API and of the history.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcJsonConverter)])]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(MessageDelivery))]
[JsonSerializable(typeof(DeliveryProgress))]
[JsonSerializable(typeof(DeliveryResult))]
[JsonSerializable(typeof(AttemptRequest))]
[JsonSerializable(typeof(AttemptReport))]
[JsonSerializable(typeof(AlertState))]
[JsonSerializable(typeof(AcceptedMessage))]
[JsonSerializable(typeof(MessageStatus))]
[JsonSerializable(typeof(NotificationEvent))]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(BatchResult))]
[JsonSerializable(typeof(HealthStatus))]
[JsonSerializable(typeof(ResendResult))]
[JsonSerializable(typeof(GatewaySummary[]))]
[JsonSerializable(typeof(IReadOnlyList<Preset>))]
[JsonSerializable(typeof(RequestPreview))]
[JsonSerializable(typeof(CatalogueStatus))]
[JsonSerializable(typeof(Overview))]
internal sealed partial class RelayJson : JsonSerializerContext;
