using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways;

/// <summary>A gateway's limits as its operator sees them, without address and format, which contain secrets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Preset">The preset that it is based on; null for none.</param>
/// <param name="Timeout">The maximum duration of an attempt.</param>
/// <param name="Attempts">How many attempts a message has.</param>
/// <param name="Interval">The pause between attempts.</param>
/// <param name="InFlight">How many requests may be under way at once.</param>
/// <param name="PerSecond">How many may start within a second; null for another rate or none.</param>
/// <param name="PerMinute">How many may start within a minute; null for another rate or none.</param>
/// <param name="PerHour">How many may start within an hour; null for another rate or none.</param>
/// <param name="PerDay">How many may start within 24 hours; null for another rate or none.</param>
/// <param name="Burst">How many may start at once if there is a rate; null if there is none.</param>
/// <param name="MaxLength">The longest message in <paramref name="LengthUnit"/>; null for Relay's own bound.</param>
/// <param name="LengthUnit">The unit of <paramref name="MaxLength"/>.</param>
/// <param name="Paused">Whether the catalogue pauses it, so that its messages wait; null if not.</param>
internal sealed record GatewayDetails(
    string Name,
    string? Preset,
    TimeSpan Timeout,
    int Attempts,
    TimeSpan Interval,
    int InFlight,
    double? PerSecond,
    int? PerMinute,
    int? PerHour,
    int? PerDay,
    int? Burst,
    int? MaxLength,
    string? LengthUnit,
    bool? Paused)
{
    public static GatewayDetails Of(Gateway gateway) => new(
        gateway.Name,
        gateway.Preset,
        gateway.Timeout,
        gateway.Retry.Attempts,
        gateway.Retry.Interval,
        gateway.Limits.InFlight,
        gateway.Limits.PerSecond,
        gateway.Limits.PerMinute,
        gateway.Limits.PerHour,
        gateway.Limits.PerDay,
        gateway.Limits.Window is null ? null : gateway.Limits.BurstOrDefault,
        gateway.MessageLimit?.MaxLength,
        gateway.MessageLimit is { } limit ? MessageLimit.NameOf(limit.Unit) : null,
        gateway.IsPaused ? true : null);
}
