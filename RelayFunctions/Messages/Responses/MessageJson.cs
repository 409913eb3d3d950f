using System.Text.Json.Serialization;
using RelayFunctions.Messages.Batches;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Resending;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Responses;

/// <summary>The JSON of responses about messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcJsonConverter)])]
[JsonSerializable(typeof(AcceptedMessage))]
[JsonSerializable(typeof(MessageStatus))]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(BatchResult))]
[JsonSerializable(typeof(ResendResult))]
internal sealed partial class MessageJson : JsonSerializerContext;
