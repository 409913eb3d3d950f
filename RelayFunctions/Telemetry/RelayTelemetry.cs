using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RelayFunctions.Telemetry;

/// <summary>The meter and the activity source of the app. They have no listener unless a host exports them.</summary>
public static class RelayTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Relay";

    /// <summary>The tag that names a message's gateway.</summary>
    internal const string GatewayTag = "relay.gateway.name";

    /// <summary>The tag, and the member of log scopes, that names a message.</summary>
    internal const string MessageTag = "relay.message.id";

    internal static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);
}
