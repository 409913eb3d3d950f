using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Connections;

/// <summary>
/// Reads a gateway's <c>network</c>. A gateway at the app's own address or at <c>Relay__GatewayBaseUrl</c> is private
/// unless it says otherwise: an operator who sets that address, often the name of a container, means that host.
/// </summary>
/// <param name="baseUrl">What relative urls are relative to; null for the app's own address.</param>
internal sealed class NetworkReader(Uri? baseUrl)
{
    private const string Key = "network";

    public GatewayNetwork Read(SettingSection gateway, Uri url)
    {
        var isGivenHost = !url.IsAbsoluteUri || url.Authority == baseUrl?.Authority;
        switch (gateway.String(Key, ["public", "private"]))
        {
            case "private":
            case null when isGivenHost:
                return GatewayNetwork.Private;
            case "public":
            case null:
                return GatewayNetwork.Public;
            default:
                gateway.Fault(Key, "must be \"public\" or \"private\"");
                return GatewayNetwork.Public;
        }
    }
}
