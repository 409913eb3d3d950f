using System.Text.Json.Serialization;

namespace RelayFunctions.Delivery;

/// <summary>How a delivery can end.</summary>
public enum DeliveryOutcome
{
    /// <summary>The gateway took the message.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>No attempt is left, or a failure was permanent.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>A caller cancelled it.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The message expired before a gateway took it.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}
