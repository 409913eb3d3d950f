using System.Text.Json.Serialization;

namespace RelayFunctions.Messages.Notifying;

/// <summary>The JSON of notifications, with the options of the responses about messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcJsonConverter)])]
[JsonSerializable(typeof(NotificationEvent))]
internal sealed partial class NotificationJson : JsonSerializerContext;
