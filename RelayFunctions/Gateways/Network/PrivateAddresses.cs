using System.Net;
using Microsoft.Security.AntiSSRF;

namespace RelayFunctions.Gateways.Network;

/// <summary>
/// The addresses that are not public: those that Microsoft.Security.AntiSSRF recommends to deny (loopback, private and
/// shared networks, link-local with the clouds' metadata, and what is reserved). Its own handler is not used: no test
/// could supply the addresses of a name, and the settings that keep secrets out of traces can't be reached.
/// </summary>
internal static class PrivateAddresses
{
    private static readonly IPNetwork[] Networks = All();

    /// <summary>
    /// Whether it is not public. An address of a translator or tunnel is judged by the IPv4 address in it.
    /// </summary>
    public static bool Contain(IPAddress address)
    {
        if (EmbeddedAddresses.Of(address) is { Count: > 0 } embedded)
            return embedded.Any(IsListed);

        return IsListed(address) || (EmbeddedAddresses.OfIsatap(address) is { } isatap && IsListed(isatap));
    }

    private static bool IsListed(IPAddress address) => Networks.Any(network => network.Contains(address));

    private static IPNetwork[] All()
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest);
        // An IPv4 address in the form that RFC 4291 (2.5.5.1) retired; some systems still take it.
        policy.AddDeniedAddresses(["::/96"]);
        return [.. policy.DeniedAddresses.Select(network => IPNetwork.Parse(network))];
    }
}
