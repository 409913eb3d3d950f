namespace RelayFunctions.Settings;

/// <summary>Which addresses the name of a gateway's host may resolve to.</summary>
public enum GatewayNetwork
{
    /// <summary>Only to public addresses.</summary>
    Public,

    /// <summary>To any address, including those of loopback, private networks and local links.</summary>
    Private,

    /// <summary>
    /// As <see cref="Private"/>, for hosts that callers choose: to no link-local address, and to none at which a cloud
    /// gives a machine its credentials.
    /// </summary>
    PrivateForCallers,
}
