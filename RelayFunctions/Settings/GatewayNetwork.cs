namespace RelayFunctions.Settings;

/// <summary>Where the name of a gateway's host may lead.</summary>
public enum GatewayNetwork
{
    /// <summary>Only to public addresses.</summary>
    Public,

    /// <summary>To any address, including those of loopback, private networks and local links.</summary>
    Private,
}
