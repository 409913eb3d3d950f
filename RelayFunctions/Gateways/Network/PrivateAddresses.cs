using System.Net;
using Microsoft.Security.AntiSSRF;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// The addresses that are not public: those that Microsoft.Security.AntiSSRF recommends denying (loopback, private and
/// shared networks, link-local including cloud metadata, and reserved ranges). Its HTTP handler is not used: tests
/// can't replace its name resolution, and it hides the settings that keep secrets out of traces.
/// </summary>
internal static class PrivateAddresses
{
    private static readonly IPNetwork[] Networks = CreateNetworks();

    /// <summary>
    /// Returns whether an address is not public. An IPv6 address that embeds an IPv4 address (NAT64, 6to4, Teredo,
    /// ISATAP) is judged by that address.
    /// </summary>
    public static bool Contains(IPAddress address)
    {
        if (EmbeddedAddresses.Of(address) is { Count: > 0 } embedded)
            return embedded.Any(IsListed);

        return IsListed(address) || (EmbeddedAddresses.OfIsatap(address) is { } isatap && IsListed(isatap));
    }

    private static bool IsListed(IPAddress address) => Networks.Any(network => network.Contains(address));

    private static IPNetwork[] CreateNetworks()
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest);
        // An IPv4 address in the form that RFC 4291 (2.5.5.1) retired; some systems still accept it.
        policy.AddDeniedAddresses(["::/96"]);
        return [.. policy.DeniedAddresses.Select(network => IPNetwork.Parse(network))];
    }
}
