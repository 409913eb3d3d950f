using System.Net;

namespace RelayFunctions.Gateways.Network;

/// <summary>A list of networks, which also recognises an IPv4 address that an IPv6 address embeds.</summary>
internal sealed class AddressList(IEnumerable<string> networks)
{
    private readonly IPNetwork[] _networks = [.. networks.Select(network => IPNetwork.Parse(network))];

    /// <summary>
    /// Returns whether an address is in the list. An IPv6 address that embeds an IPv4 address (NAT64, 6to4, Teredo,
    /// ISATAP) is judged by that address.
    /// </summary>
    public bool Contains(IPAddress address)
    {
        if (EmbeddedAddresses.Of(address) is { Count: > 0 } embedded)
            return embedded.Any(IsListed);

        return IsListed(address) || (EmbeddedAddresses.OfIsatap(address) is { } isatap && IsListed(isatap));
    }

    private bool IsListed(IPAddress address) => _networks.Any(network => network.Contains(address));
}
