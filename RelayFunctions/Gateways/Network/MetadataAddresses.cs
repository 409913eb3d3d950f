using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// The addresses of the instance metadata services of clouds, which give a machine its own credentials and settings. A
/// caller who reaches them could use Relay's identity.
/// </summary>
internal static class MetadataAddresses
{
    private static readonly AddressList List = new(
    [
        // Link-local: the metadata of most clouds, and of containers.
        "169.254.0.0/16", "fe80::/10",
        // Azure, Alibaba Cloud, Oracle Cloud, Amazon, Google Cloud.
        "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::/32", "fd20:ce::254/128",
        // The IPv4 addresses in the form that RFC 4291 (2.5.5.1) retired; some systems still accept it.
        "::a9fe:0/112", "::a83f:8110/128", "::6464:64c8/128", "::c000:c0/128",
    ]);

    /// <summary>Returns whether an address is in the list.</summary>
    public static bool Contains(IPAddress address) => List.Contains(address);
}
