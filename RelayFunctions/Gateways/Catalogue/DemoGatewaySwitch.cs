namespace RelayFunctions.Gateways.Catalogue;

/// <summary>
/// Whether the demonstration gateways are on: as set, else only while no other machine can reach the app.
/// </summary>
public sealed class DemoGatewaySwitch(RelayOptions options, AppAddress ownAddress)
{
    /// <summary>Whether the demonstration gateways are on now.</summary>
    public bool IsOn => options.DemoGateways ?? ownAddress.IsLoopback;
}
