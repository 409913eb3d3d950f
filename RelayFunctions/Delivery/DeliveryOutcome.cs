using System.Text.Json.Serialization;

namespace RelayFunctions.Delivery;

/// <summary>The ends that a delivery can come to.</summary>
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

    /// <summary>The message's time was over before a gateway took it.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}
