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
    private static readonly AddressList List = CreateList();

    /// <summary>Returns whether an address is not public.</summary>
    public static bool Contains(IPAddress address) => List.Contains(address);

    private static AddressList CreateList()
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest);
        // An IPv4 address in the form that RFC 4291 (2.5.5.1) retired; some systems still accept it.
        policy.AddDeniedAddresses(["::/96"]);
        return new AddressList(policy.DeniedAddresses);
    }
}
