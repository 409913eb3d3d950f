namespace RelayFunctions.Gateways.Catalogue;

/// <summary>
/// Whether the demonstration gateways answer: as set, else while only this machine can reach the app.
/// </summary>
public sealed class DemoGatewaySwitch(RelayOptions options, AppAddress ownAddress)
{
    /// <summary>Whether they do now.</summary>
    public bool IsOn => options.DemoGateways ?? ownAddress.IsLoopback;
}
