using System.Net;
using Microsoft.Security.AntiSSRF;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// Which addresses are not public: those that Microsoft.Security.AntiSSRF recommends to deny (loopback, private and
/// shared networks, link-local with the clouds' metadata, NAT64 and the other translations of IPv4, and what is reserved).
/// Its own handler is not used: it resolves names where no test can answer, and shows none of the settings that keep
/// secrets out of traces.
/// </summary>
internal static class PrivateAddresses
{
    private static readonly IPNetwork[] Networks = All();

    public static bool Contain(IPAddress address)
    {
        var judged = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(network => network.Contains(judged));
    }

    private static IPNetwork[] All()
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest);
        // An IPv4 address in the form that RFC 4291 (2.5.5.1) retired; some systems still take it.
        policy.AddDeniedAddresses(["::/96"]);
        return [.. policy.DeniedAddresses.Select(network => IPNetwork.Parse(network))];
    }
}
