using System.Net;
using System.Net.Sockets;

namespace RelayFunctions.Gateways.Network;

/// <summary>The IPv4 addresses that an IPv6 address of a translator or tunnel reaches.</summary>
internal static class EmbeddedAddresses
{
    private static readonly IPNetwork ThisNetwork = IPNetwork.Parse("0.0.0.0/8");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Finds the IPv4 addresses that an IPv6 address may embed; empty for other addresses.</summary>
    public static IReadOnlyList<IPAddress> Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return [];

        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Translated.Contains(address) || Nat64.Contains(address))
            return [At(bytes, 12, 13, 14, 15)];
        if (LocalNat64.Contains(address))
            return LocalNat64Places(bytes);
        if (SixToFour.Contains(address))
            return [At(bytes, 2, 3, 4, 5)];
        // The server's, and the client's with its bits inverted (RFC 4380).
        if (Teredo.Contains(address))
            return [At(bytes, 4, 5, 6, 7), At([.. bytes.Select(value => (byte)~value)], 12, 13, 14, 15)];

        return [];
    }

    /// <summary>
    /// The IPv4 address at the end of an ISATAP address (RFC 5214); null if there is none.
    /// </summary>
    public static IPAddress? OfIsatap(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
        && address.GetAddressBytes() is [_, _, _, _, _, _, _, _, 0x00 or 0x02, 0x00, 0x5E, 0xFE, ..] bytes
            ? At(bytes, 12, 13, 14, 15)
            : null;

    // Only the translator knows the length of the network's prefix (RFC 6052, 2.2). Nothing is reached at 0.0.0.0/8.
    private static IPAddress[] LocalNat64Places(byte[] bytes)
    {
        IPAddress[] places =
            [At(bytes, 6, 7, 9, 10), At(bytes, 7, 9, 10, 11), At(bytes, 9, 10, 11, 12), At(bytes, 12, 13, 14, 15)];
        var held = places.Where(place => !ThisNetwork.Contains(place)).ToArray();
        return held.Length > 0 ? held : [IPAddress.Any];
    }

    private static IPAddress At(byte[] bytes, params ReadOnlySpan<int> places) =>
        new([bytes[places[0]], bytes[places[1]], bytes[places[2]], bytes[places[3]]]);
}
