namespace RelayFunctions.Settings;

/// <summary>Where the name of a gateway's host may lead.</summary>
public enum GatewayNetwork
{
    /// <summary>To public addresses alone.</summary>
    Public,

    /// <summary>To any, those of loopback, of private networks and of this machine's links among them.</summary>
    Private,
}
