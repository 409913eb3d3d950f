using System.Text.Json.Serialization;

namespace RelayFunctions.Alerts;

/// <summary>
/// An incident: one gateway that reached the thresholds of an alert, until it has recovered. The JSON names are those
/// of the stored state.
/// </summary>
/// <param name="Alert">The alert that watches the gateway.</param>
/// <param name="Gateway">The gateway.</param>
/// <param name="Since">When the evaluation found that a threshold was reached.</param>
internal sealed record AlertIncident(string Alert, string Gateway, DateTimeOffset Since)
{
    /// <summary>Whether an alert message has reported the incident.</summary>
    [JsonPropertyName("isTold")]
    public bool IsReported { get; init; }

    /// <summary>Whether messages failed; otherwise they only waited.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Whether messages failed that had no next gateway to go on to.</summary>
    [JsonPropertyName("hasLost")]
    public bool HasFinalFailures { get; init; }

    /// <summary>Whether a message was delivered after those that failed.</summary>
    public bool HasDelivered { get; init; }

    /// <summary>Since when the figures are below half of the thresholds; null while they are not.</summary>
    [JsonPropertyName("calmSince")]
    public DateTimeOffset? RecoveringSince { get; init; }

    /// <summary>Since when the alert does not watch the gateway; null while it does.</summary>
    public DateTimeOffset? UnwatchedSince { get; init; }
}
